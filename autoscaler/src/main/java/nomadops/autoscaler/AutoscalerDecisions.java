package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Decisions;

/// The last moves of all pools, and what holds a pool back when that changes, in a line each;
/// [nomadops.autoscaler.decision.History] has everything that they were made from.
public final class AutoscalerDecisions implements Observer {
  private final Decisions kept = new Decisions();
  private final Map<String, List<String>> held = new HashMap<>();

  @Override
  public void decided(PoolReport report) {
    String pool = report.terms().pool();
    if (report.leading()) {
      report.deeds().forEach(deed -> add(report.at(), pool, deed));
    } else {
      report.step().moves().forEach(move -> add(report.at(), pool, move, "would be made"));
    }
    holds(report, pool);
  }

  private void holds(PoolReport report, String pool) {
    List<String> holds = report.step().account().outHolds();
    List<String> gist = holds.stream().map(Account::withoutFigures).toList();
    List<String> before = held.put(pool, gist);
    if (!gist.equals(before) && !holds.isEmpty()) {
      kept.add(Decision.at(report.at(), "hold", pool, String.join("; ", holds), "does not grow"));
    }
  }

  @Override
  public void released(String pool, List<Deed> deeds) {
    // A pool that is gone has no report to take the time from; its newest decision will do.
    Instant at = kept.newestFirst().stream().findFirst().map(Decision::last).orElse(Instant.EPOCH);
    deeds.forEach(deed -> add(at, pool, deed));
  }

  private void add(Instant at, String pool, Deed deed) {
    String outcome =
        switch (deed.outcome()) {
          case Outcome.Done _ -> "done";
          case Outcome.Already(String why) -> "already: " + why;
          case Outcome.Later(String why) -> "not yet: " + why;
          case Outcome.Refused(String why) -> "refused: " + why;
        };
    add(at, pool, deed.move(), outcome);
  }

  private void add(Instant at, String pool, Move move, String outcome) {
    kept.add(
        Decision.at(
            at, MoveWords.word(move), pool + ": " + MoveWords.text(move), move.reason(), outcome));
  }

  @Override
  public void turned(Instant at, List<Unscalable> skipped, Duration took) {}

  /// The newest first.
  public List<Decision> newestFirst() {
    return kept.newestFirst();
  }
}
