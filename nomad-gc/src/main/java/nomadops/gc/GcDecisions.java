package nomadops.gc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.PurgeListener;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Decisions;

/// The last attempts to delete a job, why each was due, and how it ended.
public final class GcDecisions implements PurgeListener {
  private final Decisions kept = new Decisions();
  private final InstantSource clock;

  public GcDecisions(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void ended(Candidate candidate, PurgeOutcome outcome, Optional<Duration> latency) {
    kept.addToRun(
        Decision.at(
            clock.instant(),
            "purge",
            candidate.job().key().toString(),
            candidate.verdict().reason().text(),
            text(outcome)));
  }

  private static String text(PurgeOutcome outcome) {
    return switch (outcome) {
      case PurgeOutcome.Purged _ -> "purged";
      case PurgeOutcome.AlreadyGone _ -> "was gone already";
      case PurgeOutcome.Changed(String what) -> "left alone: " + what;
      case PurgeOutcome.Refused(int status, String why) ->
          "refused: " + why + (status == 0 ? "" : " (status " + status + ")");
      case PurgeOutcome.Unknown(String why) -> "perhaps purged, to be read again: " + why;
      case PurgeOutcome.Deferred(String why, var _) -> "later: " + why;
      case PurgeOutcome.Abandoned(String why) -> "given up: " + why;
    };
  }

  List<Decision> newestFirst() {
    return kept.newestFirst();
  }
}
