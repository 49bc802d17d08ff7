package nomadops.drainer.plan;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.NodeFacts.PastDrain;

/// What a drain of ours leaves in Nomad: the node's LastDrain keeps the Meta of the request (Nomad
/// 1.1 and newer), so it tells whose drain it was, after a restart too.
public final class Ownership {
  /// The instance for which a drain was started.
  public static final String INSTANCE = "nomad-ops.drainer/instance";

  /// The keys of the notices that called for it, as far as they were known, with spaces between.
  public static final String NOTICES = "nomad-ops.drainer/notices";

  /// The end of the budget, by our clock.
  public static final String DEADLINE = "nomad-ops.drainer/deadline";

  /// When Nomad was to stop what is left, by our clock: the budget's end, less what stopping takes.
  public static final String CUT = "nomad-ops.drainer/cut";

  /// Who follows the drain to its end, where it is not a drainer that runs: `operator`.
  public static final String BY = "nomad-ops.drainer/by";

  /// `true` where all that called for the drain lets the instance come back.
  public static final String RETURNS = "nomad-ops.drainer/returns";

  private Ownership() {}

  /// What the meta of every drain for this instance holds.
  public static Map<String, String> of(InstanceId instance) {
    return Map.of(INSTANCE, instance.value());
  }

  /// What a drain that runs says of its reasons is kept: a process that has just started does not
  /// know them all.
  ///
  /// @param deadline the end of the budget
  /// @param cut when Nomad is to stop what is left
  static Map<String, String> meta(Doomed doomed, NodeFacts node, Instant deadline, Instant cut) {
    Optional<PastDrain> running =
        node.lastDrain()
            .filter(last -> node.drain().isPresent() && isOurs(last, doomed.instance()));
    Set<String> reasons = running.map(last -> notices(last.meta())).orElseGet(TreeSet::new);
    doomed.reasons().forEach(notice -> reasons.add(notice.key()));
    boolean returns =
        Return.isExpected(doomed)
            && running.map(last -> Boolean.parseBoolean(last.meta().get(RETURNS))).orElse(true);
    return Map.of(
        INSTANCE,
        doomed.instance().value(),
        NOTICES,
        joined(reasons),
        DEADLINE,
        deadline.toString(),
        CUT,
        cut.toString(),
        RETURNS,
        Boolean.toString(returns));
  }

  /// The drain of ours that a node is under, as a notice of its own; empty if there is none, or an
  /// operator follows it.
  public static Optional<Notice.Adopted> adopted(List<NodeFacts> nodes, InstanceId instance) {
    return nodes.stream()
        .filter(node -> node.drain().isPresent())
        .flatMap(node -> node.lastDrain().stream())
        .filter(last -> last.status().equals("draining") && !last.meta().containsKey(BY))
        .flatMap(last ->
            deadline(last, instance).stream()
                .map(end -> new Notice.Adopted(instance, last.startedAt(), end)))
        .findFirst();
  }

  /// The budget's end for which Nomad was last asked; empty if it was not we who asked.
  static Optional<Instant> deadline(PastDrain drain, InstanceId instance) {
    return time(drain, instance, DEADLINE);
  }

  /// When Nomad was last asked to stop what is left; empty if it was not we who asked.
  static Optional<Instant> cut(PastDrain drain, InstanceId instance) {
    return time(drain, instance, CUT);
  }

  private static Optional<Instant> time(PastDrain drain, InstanceId instance, String key) {
    String text = drain.meta().getOrDefault(key, "");
    if (!isOurs(drain, instance) || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// Whether a drain was started for all that we know now.
  static boolean covers(PastDrain drain, Doomed doomed) {
    Set<String> known = notices(drain.meta());
    return isOurs(drain, doomed.instance())
        && doomed.reasons().stream().allMatch(notice -> known.contains(notice.key()));
  }

  /// Whether a drain was started for nothing but what we know now; a maintenance that is over
  /// stands for its beginning, too.
  static boolean coveredBy(PastDrain drain, Doomed doomed) {
    return notices(drain.meta()).stream()
        .allMatch(key ->
            doomed.notices().containsKey(key) || doomed.notices().containsKey(key + "/over"));
  }

  /// The keys of the notices that a drain's meta names, in order; a set of the caller's own.
  public static Set<String> notices(Map<String, String> meta) {
    Set<String> keys = new TreeSet<>(List.of(meta.getOrDefault(NOTICES, "").split(" ")));
    keys.remove("");
    return keys;
  }

  /// Keys of notices as [#NOTICES] holds them.
  public static String joined(Set<String> keys) {
    return String.join(" ", keys);
  }

  /// Nomad shows a drain, running or complete, that was started for this instance.
  public static boolean isRemembered(List<NodeFacts> nodes, InstanceId instance) {
    return nodes.stream()
        .flatMap(node -> node.lastDrain().stream())
        .anyMatch(last -> isOurs(last, instance) && !last.status().equals("canceled"));
  }

  static boolean isOurs(PastDrain drain, InstanceId instance) {
    return instance.value().equals(drain.meta().get(INSTANCE));
  }
}
