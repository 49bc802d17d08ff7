package nomadops.simulator.acl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The rules of one ACL policy, as the real server takes them (2.0.5): what each block names, by
/// kind and label, with short forms spelt out. A block that grants nothing is kept: it hides a
/// wider one.
///
/// @param blocks for example `namespace/ci-*` → `list-jobs`, `node/` → `read`; the label of
///   `variables` is namespace and path with a NUL between them
public record PolicyRules(Map<String, Set<String>> blocks) {
  static final String DENY = "deny";
  private static final List<String> LEVELS = List.of("deny", "read", "write", "scale");
  private static final Set<String> VARIABLE_RIGHTS =
      Set.of("list", "read", "write", "destroy", DENY);
  private static final Set<String> UNLABELLED =
      Set.of("agent", "node", "operator", "quota", "plugin", "sentinel");

  /// The rules that a text says.
  ///
  /// @throws IllegalArgumentException for what the real server refuses to keep
  public static PolicyRules parse(String hcl) {
    Map<String, Set<String>> blocks = new LinkedHashMap<>();
    for (PolicyText.Block block : PolicyText.parse(hcl)) {
      switch (block.name()) {
        case "namespace" -> namespace(blocks, block);
        case "node_pool", "host_volume" -> labelled(blocks, block);
        default -> {
          if (!UNLABELLED.contains(block.name())) {
            throw new IllegalArgumentException("Invalid or duplicate policy keys: " + block.name());
          }
          unlabelled(blocks, block);
        }
      }
    }
    if (blocks.isEmpty() && !hcl.isEmpty()) {
      throw new IllegalArgumentException("Invalid policy: " + hcl);
    }
    return new PolicyRules(blocks);
  }

  private static void namespace(Map<String, Set<String>> blocks, PolicyText.Block block) {
    if (!block.label().matches("[a-zA-Z0-9-*]{1,128}")) {
      throw new IllegalArgumentException("Invalid namespace name: " + block.label());
    }
    List<String> capabilities = new ArrayList<>(given(block, "capabilities"));
    for (String capability : capabilities) {
      if (!NamespaceCapabilities.ALL.contains(capability)) {
        throw new IllegalArgumentException("Invalid namespace capability '" + capability + "'");
      }
    }
    given(block, "policy")
        .forEach(level -> capabilities.addAll(NamespaceCapabilities.of(level(level))));
    add(blocks, "namespace/" + block.label(), capabilities);
    for (PolicyText.Block variables : block.blocks()) {
      if (!variables.name().equals("variables") || variables.blocks().isEmpty()) {
        throw new IllegalArgumentException(
            "Invalid variable policy: no variable paths in namespace " + block.label());
      }
      variables.blocks().forEach(path -> variable(blocks, block.label(), path));
    }
  }

  /// Whoever may read may list, too; nothing else is implied.
  private static void variable(
      Map<String, Set<String>> blocks, String namespace, PolicyText.Block path) {
    Set<String> rights = new LinkedHashSet<>(given(path, "capabilities"));
    if (path.label().isEmpty() || path.label().startsWith("/")) {
      throw new IllegalArgumentException("Invalid variable path \"" + path.label() + "\"");
    }
    if (!VARIABLE_RIGHTS.containsAll(rights)) {
      throw new IllegalArgumentException("Invalid variable capability in " + rights);
    }
    if (rights.contains("read")) {
      rights.add("list");
    }
    add(blocks, "variables/" + namespace + "\0" + path.label(), rights);
  }

  private static void labelled(Map<String, Set<String>> blocks, PolicyText.Block block) {
    Set<String> rights = new LinkedHashSet<>(given(block, "capabilities"));
    for (String level : given(block, "policy")) {
      rights.add(level(level));
      if (level.equals("write")) {
        rights.addAll(List.of("read", "delete"));
      }
    }
    add(blocks, block.name() + "/" + block.label(), rights);
  }

  private static void unlabelled(Map<String, Set<String>> blocks, PolicyText.Block block) {
    Set<String> rights = new LinkedHashSet<>();
    for (String level : given(block, "policy")) {
      rights.add(level(level));
      if (level.equals("write")) {
        rights.add("read");
        rights.add("snapshot-save");
      }
    }
    rights.addAll(given(block, "capabilities"));
    add(blocks, block.name() + "/", rights);
  }

  private static void add(
      Map<String, Set<String>> blocks, String key, Iterable<String> capabilities) {
    Set<String> rights = blocks.computeIfAbsent(key, _ -> new LinkedHashSet<>());
    capabilities.forEach(rights::add);
  }

  private static List<String> given(PolicyText.Block block, String attribute) {
    return block.attributes().getOrDefault(attribute, List.of());
  }

  private static String level(String level) {
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException("Invalid policy \"" + level + "\"");
    }
    return level;
  }

  /// The union of several, in which a denial of a block ends what others grant there.
  static PolicyRules union(Stream<PolicyRules> all) {
    Map<String, Set<String>> union = new LinkedHashMap<>();
    all.forEach(rules -> rules.blocks().forEach((key, rights) -> add(union, key, rights)));
    union.replaceAll((_, rights) -> rights.contains(DENY) ? Set.of() : Set.copyOf(rights));
    return new PolicyRules(union);
  }
}
