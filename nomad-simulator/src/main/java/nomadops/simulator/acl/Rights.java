package nomadops.simulator.acl;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the sender of a request may do.
///
/// @param accessor what an audit trail calls it
/// @param management may do everything
/// @param grants of its policies
public record Rights(String accessor, boolean management, Set<String> grants) {
  public static final Rights ACLS_OFF = new Rights("token:acls-disabled", true, Set.of());

  /// The rights of a token's secret: management, those of its policies, or none for an unknown one.
  public static Rights of(State state, String secret) {
    ObjectNode token = state.aclTokens().get(secret);
    if (token == null) {
      return new Rights("", false, Set.of());
    }
    String accessor = "token:" + Json.text(token.path("AccessorID"));
    if (Json.text(token.path("Type")).equals("management")) {
      return new Rights(accessor, true, Set.of());
    }
    Stream<JsonNode> policies = token.path("Policies").valueStream();
    List<PolicyRules> rules =
        policies
            .map(name -> state.aclPolicies().get(name.asString("")))
            .filter(policy -> policy != null)
            .map(policy -> PolicyRules.parse(policy == null ? "" : Json.text(policy.path("Rules"))))
            .toList();
    return new Rights(
        accessor,
        false,
        rules.stream().flatMap(r -> r.grants().stream()).collect(Collectors.toUnmodifiableSet()));
  }

  /// Whether a capability holds in a namespace; for `*`, in any.
  public boolean namespace(String namespace, String capability) {
    if (management) {
      return true;
    }
    return grants.stream()
        .filter(g -> g.startsWith("namespace/") && g.endsWith("/" + capability))
        .map(g -> g.substring("namespace/".length(), g.length() - capability.length() - 1))
        .anyMatch(glob -> namespace.equals("*") || glob(glob, namespace));
  }

  /// Whether `node`, `operator` or `agent` is granted with `read` or `write`.
  public boolean scope(String scope, String access) {
    return management || grants.contains(scope + "//" + access);
  }

  public boolean variable(String namespace, String path, String access) {
    if (management) {
      return true;
    }
    return grants.stream()
        .filter(
            g -> g.startsWith("variables/") && (g.endsWith("/" + access) || g.endsWith("/write")))
        .map(g -> g.substring("variables/".length(), g.lastIndexOf('/')))
        .anyMatch(g ->
            glob(g.substring(0, g.indexOf('/')), namespace)
                && glob(g.substring(g.indexOf('/') + 1), path));
  }

  public boolean any() {
    return management || !grants.isEmpty();
  }

  private static boolean glob(String pattern, String text) {
    if (!pattern.contains("*")) {
      return pattern.equals(text);
    }
    String regex =
        Stream.of(pattern.split("\\*", -1))
            .map(java.util.regex.Pattern::quote)
            .collect(Collectors.joining(".*"));
    return text.matches(regex);
  }
}
