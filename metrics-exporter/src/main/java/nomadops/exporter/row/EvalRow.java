package nomadops.exporter.row;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.Evaluation;
import nomadops.client.model.FailedPlacement;
import nomadops.client.model.JobKey;

/// An evaluation.
///
/// @param createTime nanoseconds since the epoch
/// @param modifyTime nanoseconds since the epoch
/// @param failed by group: what kept it from being placed; empty unless it is blocked
public record EvalRow(
    String id,
    String namespace,
    String jobId,
    String owner,
    String type,
    String status,
    String triggeredBy,
    long createTime,
    long modifyTime,
    long createIndex,
    Map<String, String> failed) {
  public static EvalRow of(Evaluation eval, Words words) {
    String owner = Owner.of(eval.jobId());
    return new EvalRow(
        eval.id(),
        words.word(eval.namespace()),
        eval.jobId(),
        words.word(owner),
        words.word(eval.type()),
        words.word(eval.status()),
        words.word(eval.triggeredBy()),
        eval.createTime(),
        eval.modifyTime(),
        eval.createIndex(),
        eval.status().equals("blocked") ? reasons(eval, words) : Map.of());
  }

  private static Map<String, String> reasons(Evaluation eval, Words words) {
    Map<String, String> reasons = new HashMap<>();
    eval.failures()
        .groups()
        .forEach((group, placement) -> reasons.put(words.word(group), reason(placement)));
    return Map.copyOf(reasons);
  }

  /// What is nearest to room: a quota first, then nodes without room, then nodes that would not do.
  static String reason(FailedPlacement placement) {
    if (!placement.quotaExhausted().isEmpty()) {
      return "quota";
    }
    if (!placement.dimensionExhausted().isEmpty() || placement.nodesExhausted() > 0) {
      return "dimension";
    }
    if (!placement.constraintFiltered().isEmpty()) {
      return "constraint";
    }
    return placement.classFiltered().isEmpty() ? "none" : "class";
  }

  public boolean isBlocked() {
    return status.equals("blocked");
  }

  public boolean isPending() {
    return status.equals("pending");
  }

  /// Nothing more will come of it.
  public boolean isTerminal() {
    return !isBlocked() && !isPending();
  }

  /// Empty for none.
  public Optional<JobKey> job() {
    return namespace.isEmpty() || jobId.isEmpty()
        ? Optional.empty()
        : Optional.of(new JobKey(namespace, jobId));
  }
}
