package nomadops.drainer.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which terms apply to which batch work: a job's own meta first, then the first rule that matches,
/// then the rest.
///
/// @param otherwise where no rule matches
public record BatchRules(List<BatchRule> rules, BatchTerms otherwise) {
  /// In a job's meta: `wait`, `stop` or `replace`.
  public static final String POLICY_KEY = "nomad-ops.drainer/batch";

  /// In a job's meta: `true` or `false`.
  public static final String RERUN_KEY = "nomad-ops.drainer/rerun";

  /// As Nomad 1.11 and newer do by themselves.
  public static final BatchRules DEFAULT = new BatchRules(List.of(), BatchTerms.DEFAULT);

  public BatchRules {
    rules = List.copyOf(rules);
  }

  BatchTerms of(BatchWork work, String nodeClass) {
    BatchTerms configured =
        rules.stream()
            .filter(rule -> rule.matches(work, nodeClass))
            .findFirst()
            .map(BatchRule::terms)
            .orElse(otherwise);
    return new BatchTerms(
        policy(work).orElse(configured.policy()), rerun(work).orElse(configured.rerun()));
  }

  /// A word that is none of the policies says nothing.
  private static Optional<BatchPolicy> policy(BatchWork work) {
    return switch (wish(work, POLICY_KEY)) {
      case "wait" -> Optional.of(BatchPolicy.WAIT);
      case "stop" -> Optional.of(BatchPolicy.STOP);
      case "replace" -> Optional.of(BatchPolicy.REPLACE);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> rerun(BatchWork work) {
    return switch (wish(work, RERUN_KEY)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static String wish(BatchWork work, String key) {
    return work.meta().getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
  }
}
