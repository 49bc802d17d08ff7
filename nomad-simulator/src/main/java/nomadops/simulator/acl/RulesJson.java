package nomadops.simulator.acl;

import java.util.Set;
import nomadops.simulator.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rules as the real server shows them beside their text (`RulesJSON`, 1.7 to 2.0.5).
public final class RulesJson {
  private RulesJson() {}

  /// The rules of a text.
  public static ObjectNode of(String hcl) {
    PolicyRules rules = PolicyRules.parse(hcl);
    ObjectNode json = Json.object();
    for (String block : new String[] {"Agent", "Node", "Operator", "Plugin", "Quota", "Sentinel"}) {
      Set<String> rights = rules.blocks().get(block.toLowerCase(java.util.Locale.ROOT) + "/");
      if (rights == null) {
        json.putNull(block);
      } else {
        level(json.putObject(block), block, rights);
      }
    }
    labelled(json, "Namespaces", "namespace/", rules);
    labelled(json, "NodePools", "node_pool/", rules);
    labelled(json, "HostVolumes", "host_volume/", rules);
    return json.put("Raw", hcl).putNull("ExtraKeysHCL");
  }

  private static void level(ObjectNode json, String block, Set<String> rights) {
    String policy =
        rights.contains("deny")
            ? "deny"
            : rights.contains("write") ? "write" : rights.contains("read") ? "read" : "";
    json.put("Policy", policy);
    if (block.equals("Operator")) {
      ArrayNode capabilities = json.putArray("Capabilities");
      rights.stream().filter(right -> right.contains("-")).forEach(capabilities::add);
    }
  }

  private static void labelled(ObjectNode json, String name, String kind, PolicyRules rules) {
    ArrayNode all = Json.MAPPER.createArrayNode();
    rules
        .blocks()
        .forEach((key, rights) -> {
          if (key.startsWith(kind)) {
            String label = key.substring(kind.length());
            ObjectNode one = all.addObject().put("Name", label).put("Policy", "");
            strings(one, rights);
            if (kind.equals("namespace/")) {
              variables(one, label, rules);
            }
          }
        });
    if (all.isEmpty()) {
      json.putNull(name);
    } else {
      json.set(name, all);
    }
  }

  private static void variables(ObjectNode namespace, String label, PolicyRules rules) {
    String kind = "variables/" + label + "\0";
    ArrayNode paths = Json.MAPPER.createArrayNode();
    rules
        .blocks()
        .forEach((key, rights) -> {
          if (key.startsWith(kind)) {
            strings(paths.addObject().put("PathSpec", key.substring(kind.length())), rights);
          }
        });
    if (paths.isEmpty()) {
      namespace.putNull("Variables");
    } else {
      namespace.putObject("Variables").set("Paths", paths);
    }
  }

  private static void strings(ObjectNode json, Set<String> rights) {
    if (rights.isEmpty()) {
      json.putNull("Capabilities");
    } else {
      rights.forEach(json.withArray("Capabilities")::add);
    }
  }
}
