package nomadops.simulator.json;

import java.util.Map;
import java.util.TreeMap;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.NodeSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What `${attr.}` and `${meta.}` mean on a node: what the node was given, what follows from its
/// size and drivers, and what every simulated node has.
public final class NodeAttributes {
  private static final JsonNode ATTRIBUTES = Json.template("node.json").path("Attributes");
  private static final JsonNode META = Json.template("node.json").path("Meta");
  private static final String DRIVER = "driver.";

  private NodeAttributes() {}

  /// The attribute's value; null when the node has none of this name.
  public static @Nullable String attribute(NodeRow node, String name) {
    NodeSpec spec = node.spec();
    String given = spec.attributes().get(name);
    if (given != null) {
      return given;
    }
    if (name.startsWith(DRIVER)) {
      return spec.drivers().contains(name.substring(DRIVER.length())) ? "1" : null;
    }
    String sized = sized(spec, name);
    return sized != null ? sized : ATTRIBUTES.path(name).asString(null);
  }

  /// The meta key's value; null when the node has none of this name.
  public static @Nullable String meta(NodeRow node, String name) {
    String given = node.spec().meta().get(name);
    return given != null ? given : META.path(name).asString(null);
  }

  static Map<String, String> all(NodeSpec spec) {
    Map<String, String> all = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : ATTRIBUTES.properties()) {
      String name = entry.getKey();
      if (!name.startsWith(DRIVER)) {
        String sized = sized(spec, name);
        all.put(name, sized != null ? sized : entry.getValue().asString(""));
      }
    }
    spec.drivers().forEach(driver -> all.put(DRIVER + driver, "1"));
    all.putAll(spec.attributes());
    return all;
  }

  private static @Nullable String sized(NodeSpec spec, String name) {
    return switch (name) {
      case "cpu.totalcompute", "cpu.usablecompute" -> Integer.toString(spec.cpu());
      case "cpu.numcores", "cpu.reservablecores" -> Integer.toString(spec.cores());
      case "cpu.frequency" -> Integer.toString(spec.mhzPerCore());
      case "numa.node0.cores" -> spec.cores() < 2 ? "0" : "0-" + (spec.cores() - 1);
      case "memory.totalbytes" -> Long.toString(spec.memoryMb() * 1_048_576L);
      case "unique.storage.bytestotal" -> Long.toString(spec.diskMb() * 1_048_576L);
      case "unique.hostname" -> spec.name();
      default -> null;
    };
  }
}
