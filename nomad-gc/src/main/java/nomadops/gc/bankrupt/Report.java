package nomadops.gc.bankrupt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.gc.bankrupt.plan.Ending;
import nomadops.gc.bankrupt.plan.Stage;

/// How a bankruptcy went.
///
/// @param outcomes how many attempts ended how, by [nomadops.gc.ledger.PurgeOutcome#word()]
/// @param failed jobs that were due and are perhaps still there, the first few
/// @param evaluations how many were thrown away
/// @param left how many more of jobs that are gone were left to the schedulers
/// @param snapshotBytes 0 without one
/// @param took how long each stage took
/// @param bug what made it end; the broker was resumed all the same unless the ending says
///   otherwise
public record Report(
    Ending ending,
    String reason,
    Map<String, Long> outcomes,
    List<String> failed,
    long evaluations,
    long left,
    long snapshotBytes,
    Map<Stage, Duration> took,
    Optional<Throwable> bug) {

  /// How long nothing was scheduled on our request.
  public Duration paused() {
    return took.entrySet().stream()
        .filter(stage -> stage.getKey().mayBePaused())
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// How many attempts ended so.
  public long of(String outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }
}
