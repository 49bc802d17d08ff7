package nomadops.drainer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Decisions;

/// The last notices and decisions, for people.
public final class DrainerDecisions implements Watcher {
  private final Decisions kept = new Decisions();
  private final InstantSource clock;

  public DrainerDecisions(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void received(Notice notice) {
    add("notice", notice.instance().value(), notice.kind(), "taken on");
  }

  @Override
  public void performed(Doomed doomed, DrainDecision decision) {
    add(doomed, DrainDecision.word(decision), decision.reason(), "done");
  }

  @Override
  public void refused(Doomed doomed, DrainDecision decision, String why) {
    add(doomed, DrainDecision.word(decision), decision.reason(), "not done: " + why);
  }

  @Override
  public void failed(Doomed doomed, String what, RuntimeException fault) {
    add(doomed, "failed", what, "tried again: " + fault.getMessage());
  }

  @Override
  public void cut(Doomed doomed, List<CutWork> cut) {
    String jobs = String.join(", ", cut.stream().map(CutWork::job).distinct().limit(3).toList());
    add(doomed, "cut off", "batch work of " + jobs, cut.size() + " allocations");
  }

  @Override
  public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
    String ending = how.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    add(doomed, "close", how.reason(), ending + " after " + took.toSeconds() + " s");
  }

  private void add(Doomed doomed, String what, String why, String outcome) {
    add(what, doomed.instance().value(), why, outcome);
  }

  private void add(String what, String about, String why, String outcome) {
    kept.add(Decision.at(clock.instant(), what, about, why, outcome));
  }

  /// The newest first.
  public List<Decision> newestFirst() {
    return kept.newestFirst();
  }
}
