package nomadops.runtime.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.client.model.Grants;

/// Holds what a tool needs against what its token may do.
final class RightsChecks {
  static final String CHECK = "rights";

  /// Stands for the namespaces that will be made.
  private static final String LATER = "nomad-ops-asks-for-any-namespace";

  private final NomadTerms terms;
  private final List<String> namespaces;

  RightsChecks(NomadTerms terms, List<String> namespaces) {
    this.terms = terms;
    this.namespaces = namespaces;
  }

  List<Finding> of(NomadFacts facts) {
    Optional<Grants> grants = facts.grants().seen();
    if (grants.isPresent()) {
      return terms.needs().stream().map(need -> byPolicies(need, grants.get())).toList();
    }
    return terms.needs().stream()
        .map(need -> probed(need, facts.probed(), facts.grants().why()))
        .toList();
  }

  private Finding byPolicies(Need need, Grants grants) {
    List<String> lacking = lacking(need.want(), grants);
    if (lacking.isEmpty()) {
      return new Finding.Passed(
          CHECK,
          need.want().words(),
          grants.isEverything() ? "granted to everybody, or a management token" : "granted");
    }
    return absent(need, String.join("; ", lacking), rule(need.want(), grants));
  }

  /// Where the wider block grants it, the blocks that hide that one have to say it again.
  private String rule(Want want, Grants grants) {
    if (want instanceof Want.InNamespace(String all, List<String> anyOf)
        && all.equals("*")
        && has(LATER, anyOf, grants)) {
      return Stream.concat(namespaces.stream(), exact(grants))
          .distinct()
          .sorted()
          .filter(name -> !has(name, anyOf, grants))
          .map(name -> new Want.InNamespace(name, anyOf).rule())
          .collect(Collectors.joining(" "));
    }
    return want.rule();
  }

  private Finding absent(Need need, String evidence, String rule) {
    String subject = need.want().words();
    String remedy = "add to the policy: " + rule + "; then " + terms.apply();
    String told = evidence + ": " + need.without();
    return need.needed()
        ? new Finding.Missing(CHECK, subject, told, remedy)
        : new Finding.Doubtful(CHECK, subject, told, remedy);
  }

  private List<String> lacking(Want want, Grants grants) {
    return switch (want) {
      case Want.OfScope(String scope, String access) ->
          grants.scope(scope, access) ? List.of() : List.of("not granted");
      case Want.OnVariable(String namespace, String path, String access) ->
          grants.variable(namespace, path, access) ? List.of() : List.of("not granted");
      case Want.InNamespace(String namespace, List<String> anyOf) ->
          lacking(namespace, anyOf, grants);
    };
  }

  private List<String> lacking(String namespace, List<String> anyOf, Grants grants) {
    if (!namespace.equals("*")) {
      return has(namespace, anyOf, grants)
          ? List.of()
          : List.of("not granted" + hidden(namespace, anyOf, grants));
    }
    List<String> all = new ArrayList<>();
    Stream.concat(namespaces.stream(), exact(grants))
        .distinct()
        .sorted()
        .filter(name -> !has(name, anyOf, grants))
        .forEach(name -> all.add("not in " + name + hidden(name, anyOf, grants)));
    if (!has(LATER, anyOf, grants)) {
      all.add("not in namespaces that are made later");
    }
    return all;
  }

  /// A token does not see the namespaces that a block of its own hides from it.
  private static Stream<String> exact(Grants grants) {
    return grants.namespaces().stream().filter(name -> !name.contains("*"));
  }

  private static boolean has(String namespace, List<String> anyOf, Grants grants) {
    return anyOf.stream().anyMatch(one -> grants.namespace(namespace, one));
  }

  private static String hidden(String namespace, List<String> anyOf, Grants grants) {
    boolean elsewhere = has(LATER, anyOf, grants);
    return grants
        .block(namespace)
        .filter(_ -> elsewhere)
        .map(block ->
            " (its block namespace \"" + block + "\" decides alone and hides the one for \"*\")")
        .orElse("");
  }

  private Finding probed(Need need, Map<Want, Boolean> probed, String why) {
    Boolean allowed = probed.get(need.want());
    if (allowed == null) {
      return new Finding.NotTold(
          CHECK, need.want().words(), "cannot be asked without acting, and " + why);
    }
    return allowed
        ? new Finding.Passed(CHECK, need.want().words(), "a harmless request was not refused")
        : absent(need, "a harmless request was refused (403)", need.want().rule());
  }
}
