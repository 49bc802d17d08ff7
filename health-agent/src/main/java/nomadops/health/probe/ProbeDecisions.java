package nomadops.health.probe;

import java.time.InstantSource;
import java.util.List;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Decisions;

/// The last turns of a server's verdicts, and the hand-overs of its lead, for people.
public final class ProbeDecisions {
  private final Decisions kept = new Decisions();
  private final InstantSource clock;

  public ProbeDecisions(InstantSource clock) {
    this.clock = clock;
  }

  /// After a look: a verdict, or its cause, may have become another.
  public void looked(Seen before, Seen after) {
    if (before.live().why() != after.live().why()) {
      add(
          "live",
          after.live().reason(),
          after.live().lives() ? "the server is live" : "the server is not live");
    }
    if (before.ready().why() != after.ready().why()) {
      add(
          "ready",
          after.ready().reason(),
          after.ready().isReady() ? "the server is ready" : "the server is not ready");
    }
  }

  public void handedOver(Outcome outcome) {
    add(
        "hand over the lead",
        outcome.asked() + ": " + outcome.reason(),
        ProbeMeters.word(outcome.result()).replace('-', ' '));
  }

  private void add(String what, String why, String outcome) {
    kept.add(Decision.at(clock.instant(), what, "", why, outcome));
  }

  /// The newest first.
  public List<Decision> newestFirst() {
    return kept.newestFirst();
  }
}
