package nomadops.simulator;

import java.time.Duration;
import java.util.Map;

/// Dead batch jobs to put into state at once, without HTTP, scheduling or cost.
///
/// @param count how many
/// @param namespace of all of them
/// @param idPrefix ids are the prefix and a number with leading zeros
/// @param type `batch` or `sysbatch` (or `service`, which Nomad itself never collects unless
///   stopped)
/// @param age how long ago they were submitted; one second less for each job where `spread` says so
/// @param spread submit times are spread evenly over this long before `age`
/// @param meta job meta of all of them
/// @param outcome how the single allocation ended (it is counted in the summary, not kept as an
///   allocation)
/// @param withEvaluations whether each has its one complete evaluation in state
/// @param parent the id of the dispatch or periodic job that they are children of, which need not
///   be in state; empty for none. Children are made one after the other, each at an index of its
///   own
public record DeadJobSeed(
    int count,
    String namespace,
    String idPrefix,
    String type,
    Duration age,
    Duration spread,
    Map<String, String> meta,
    Outcome outcome,
    boolean withEvaluations,
    String parent) {

  public enum Outcome {
    COMPLETE,
    FAILED,
    LOST
  }

  public DeadJobSeed {
    meta = Map.copyOf(meta);
    if (count < 0) {
      throw new IllegalArgumentException("count must not be negative, not " + count);
    }
  }

  /// Complete batch jobs `dead-0000000` and so on in `default`, submitted five hours ago.
  public static DeadJobSeed of(int count) {
    return new DeadJobSeed(
        count,
        "default",
        "dead-",
        "batch",
        Duration.ofHours(5),
        Duration.ZERO,
        Map.of(),
        Outcome.COMPLETE,
        true,
        "");
  }

  public DeadJobSeed namespace(String value) {
    return new DeadJobSeed(
        count, value, idPrefix, type, age, spread, meta, outcome, withEvaluations, parent);
  }

  public DeadJobSeed idPrefix(String value) {
    return new DeadJobSeed(
        count, namespace, value, type, age, spread, meta, outcome, withEvaluations, parent);
  }

  public DeadJobSeed type(String value) {
    return new DeadJobSeed(
        count, namespace, idPrefix, value, age, spread, meta, outcome, withEvaluations, parent);
  }

  public DeadJobSeed age(Duration value) {
    return new DeadJobSeed(
        count, namespace, idPrefix, type, value, spread, meta, outcome, withEvaluations, parent);
  }

  public DeadJobSeed spread(Duration value) {
    return new DeadJobSeed(
        count, namespace, idPrefix, type, age, value, meta, outcome, withEvaluations, parent);
  }

  public DeadJobSeed meta(Map<String, String> value) {
    return new DeadJobSeed(
        count, namespace, idPrefix, type, age, spread, value, outcome, withEvaluations, parent);
  }

  public DeadJobSeed outcome(Outcome value) {
    return new DeadJobSeed(
        count, namespace, idPrefix, type, age, spread, meta, value, withEvaluations, parent);
  }

  public DeadJobSeed withEvaluations(boolean value) {
    return new DeadJobSeed(
        count, namespace, idPrefix, type, age, spread, meta, outcome, value, parent);
  }

  /// Children of this parent, with ids as a dispatch gives them: `parent/dispatch-0000000` and so
  /// on.
  public DeadJobSeed childrenOf(String value) {
    return new DeadJobSeed(
        count,
        namespace,
        value + "/dispatch-",
        type,
        age,
        spread,
        meta,
        outcome,
        withEvaluations,
        value);
  }
}
