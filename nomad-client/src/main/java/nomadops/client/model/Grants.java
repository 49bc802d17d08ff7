package nomadops.client.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a token may do, by the rules of its policies. Of the blocks that fit a name the one with
/// the very name decides alone, else the glob that is nearest to it: what a wider block grants is
/// not added (Nomad 1.7 to 2.0.5, `acl/acl.go`).
public final class Grants {
  private static final String DENY = "deny";
  private final boolean everything;
  private final Map<String, Set<String>> blocks;

  private Grants(boolean everything, Map<String, Set<String>> blocks) {
    this.everything = everything;
    this.blocks = Map.copyOf(blocks);
  }

  /// A management token's, or those of everybody while ACLs are off.
  public static Grants everything() {
    return new Grants(true, Map.of());
  }

  /// Those of policies: the `RulesJSON` of each, as `/v1/acl/policy/:name` answers it, in which
  /// Nomad has spelt out short forms.
  public static Grants of(List<JsonNode> rules) {
    Map<String, Set<String>> blocks = new HashMap<>();
    for (JsonNode policy : rules) {
      for (String scope : new String[] {"Agent", "Node", "Operator"}) {
        JsonNode block = policy.path(scope);
        if (block.isObject()) {
          add(blocks, scope.toLowerCase(java.util.Locale.ROOT) + "/", capabilities(block));
          level(blocks, scope.toLowerCase(java.util.Locale.ROOT) + "/", block);
        }
      }
      for (JsonNode namespace : policy.path("Namespaces")) {
        String name = namespace.path("Name").asString("");
        add(blocks, "namespace/" + name, capabilities(namespace));
        for (JsonNode path : namespace.path("Variables").path("Paths")) {
          String key = "variables/" + name + "\0" + path.path("PathSpec").asString("");
          add(blocks, key, capabilities(path));
        }
      }
    }
    blocks.replaceAll((_, granted) -> granted.contains(DENY) ? Set.of() : Set.copyOf(granted));
    return new Grants(false, blocks);
  }

  private static void add(Map<String, Set<String>> blocks, String key, Stream<String> granted) {
    Set<String> all = blocks.computeIfAbsent(key, _ -> new HashSet<>());
    granted.forEach(all::add);
  }

  private static void level(Map<String, Set<String>> blocks, String key, JsonNode block) {
    String policy = block.path("Policy").asString("");
    if (!policy.isEmpty()) {
      add(blocks, key, policy.equals("write") ? Stream.of("read", "write") : Stream.of(policy));
    }
  }

  private static Stream<String> capabilities(JsonNode block) {
    return block.path("Capabilities").valueStream().map(each -> each.asString(""));
  }

  /// Whether the token can do everything.
  public boolean isEverything() {
    return everything;
  }

  /// Whether a capability holds in a namespace.
  public boolean namespace(String name, String capability) {
    return everything || decided("namespace/", name).contains(capability);
  }

  /// The name of the namespace block that decides for a namespace; empty when none does.
  public Optional<String> block(String namespace) {
    return nearest("namespace/", namespace);
  }

  /// The namespaces and globs that have a block.
  public Set<String> namespaces() {
    return blocks.keySet().stream()
        .filter(key -> key.startsWith("namespace/"))
        .map(key -> key.substring("namespace/".length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether `agent`, `node` or `operator` is granted with `read`, `write` or a capability.
  public boolean scope(String scope, String access) {
    Set<String> granted = blocks.getOrDefault(scope + "/", Set.of());
    return everything || granted.contains(access);
  }

  /// Whether `read`, `write`, `list` or `destroy` holds for a variable.
  public boolean variable(String namespace, String path, String access) {
    return everything || decided("variables/", namespace + "\0" + path).contains(access);
  }

  private Set<String> decided(String kind, String name) {
    return nearest(kind, name)
        .map(block -> blocks.getOrDefault(kind + block, Set.of()))
        .orElse(Set.of());
  }

  private Optional<String> nearest(String kind, String name) {
    if (blocks.containsKey(kind + name)) {
      return Optional.of(name);
    }
    return blocks.keySet().stream()
        .filter(key -> key.startsWith(kind))
        .map(key -> key.substring(kind.length()))
        .filter(glob -> glob.contains("*") && matches(glob, name))
        .max(Comparator.comparingInt(glob -> glob.replace("*", "").length()));
  }

  private static boolean matches(String glob, String name) {
    String regex =
        Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
  }

  /// A token about itself, `/v1/acl/token/self`.
  ///
  /// @param accessor `anonymous` when none was sent
  /// @param management can do everything
  /// @param expires empty for never
  public record Self(String accessor, String name, boolean management, Optional<Instant> expires) {}
}
