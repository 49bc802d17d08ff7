package nomadops.health.agent;

import java.time.InstantSource;
import java.util.List;
import nomadops.health.check.Course;
import nomadops.health.check.Health;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Decisions;

/// The last verdicts that became others, which is all that an agent decides.
public final class AgentDecisions implements Courses.Listener {
  private final Decisions kept = new Decisions();
  private final InstantSource clock;

  public AgentDecisions(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void looked(String check, Health before, Course after, long nanos) {
    if (after.verdict() != before) {
      kept.add(
          Decision.at(
              clock.instant(),
              after.verdict().word(),
              check,
              after.last().reason(),
              "was " + before.word()));
    }
  }

  /// The newest first.
  public List<Decision> newestFirst() {
    return kept.newestFirst();
  }
}
