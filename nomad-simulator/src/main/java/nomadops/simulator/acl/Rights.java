package nomadops.simulator.acl;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the sender of a request may do. Of the blocks of one kind that fit a name the one with the
/// very name decides alone, else the glob that is nearest to it: rights of a wider block are not
/// added to a narrower one's (`acl.go` of 2.0.5).
///
/// @param accessor what an audit trail calls it
/// @param management may do everything
/// @param rules of its policies, together
public record Rights(String accessor, boolean management, PolicyRules rules) {
  private static final PolicyRules NOTHING = new PolicyRules(java.util.Map.of());
  public static final Rights ACLS_OFF = new Rights("token:acls-disabled", true, NOTHING);

  /// The rights of a token's secret: management, those of its policies, or none for an unknown one.
  ///
  /// @param now a token that has expired is unknown
  public static Rights of(State state, String secret, Instant now) {
    ObjectNode token = state.aclTokens().get(secret);
    if (token == null || expired(token, now)) {
      return new Rights(secret.isEmpty() ? "token:anonymous" : "", false, NOTHING);
    }
    String accessor = "token:" + Json.text(token.path("AccessorID"));
    if (Json.text(token.path("Type")).equals("management")) {
      return new Rights(accessor, true, NOTHING);
    }
    List<PolicyRules> rules =
        token
            .path("Policies")
            .valueStream()
            .map(name -> state.aclPolicies().get(name.asString("")))
            .flatMap(Stream::ofNullable)
            .map((JsonNode policy) -> PolicyRules.parse(Json.text(policy.path("Rules"))))
            .toList();
    return new Rights(accessor, false, PolicyRules.union(rules.stream()));
  }

  /// Whether a token was good once.
  public static boolean expired(ObjectNode token, Instant now) {
    String end = Json.text(token.path("ExpirationTime"));
    return !end.isEmpty() && !now.isBefore(Instant.parse(end));
  }

  /// Whether anybody has this token, or none was sent.
  public boolean known() {
    return !accessor.isEmpty();
  }

  /// Whether a capability holds in a namespace; for `*`, in any.
  public boolean namespace(String namespace, String capability) {
    return management
        || (namespace.equals("*") && any(rights -> rights.contains(capability)))
        || closest("namespace/", namespace).contains(capability);
  }

  /// Whether one of several does.
  public boolean anyOf(String namespace, String... capabilities) {
    return Stream.of(capabilities).anyMatch(one -> namespace(namespace, one));
  }

  /// Whether anything at all may be done in a namespace; then it is seen in the list of them.
  public boolean sees(String namespace) {
    return management || !closest("namespace/", namespace).isEmpty();
  }

  private boolean any(java.util.function.Predicate<Set<String>> wanted) {
    return rules.blocks().entrySet().stream()
        .filter(block -> block.getKey().startsWith("namespace/"))
        .anyMatch(block -> wanted.test(block.getValue()));
  }

  /// Whether `node`, `operator` or `agent` is granted with `read`, `write` or a capability.
  public boolean scope(String scope, String access) {
    return management || rules.blocks().getOrDefault(scope + "/", Set.of()).contains(access);
  }

  public boolean nodePool(String pool, String capability) {
    return management || closest("node_pool/", pool).contains(capability);
  }

  public boolean variable(String namespace, String path, String access) {
    return management || closest("variables/", namespace + "\0" + path).contains(access);
  }

  private Set<String> closest(String kind, String name) {
    Set<String> exact = rules.blocks().get(kind + name);
    if (exact != null) {
      return exact;
    }
    return rules.blocks().keySet().stream()
        .filter(key -> key.startsWith(kind))
        .map(key -> key.substring(kind.length()))
        .filter(pattern -> pattern.contains("*") && glob(pattern, name))
        .min(Comparator.comparingInt(pattern -> distance(pattern, name)))
        .map(pattern -> rules.blocks().getOrDefault(kind + pattern, Set.of()))
        .orElse(Set.of());
  }

  private static int distance(String pattern, String name) {
    return name.length() - pattern.replace("*", "").length();
  }

  private static boolean glob(String pattern, String text) {
    String regex =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }
}
