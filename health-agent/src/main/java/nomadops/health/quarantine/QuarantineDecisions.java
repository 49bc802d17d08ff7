package nomadops.health.quarantine;

import java.time.Instant;
import java.util.List;
import nomadops.health.quarantine.Turn.Deed;
import nomadops.health.quarantine.effect.Outcome;
import nomadops.health.quarantine.policy.Decision.CommonCause;
import nomadops.health.quarantine.policy.Decision.Disown;
import nomadops.health.quarantine.policy.Decision.Hold;
import nomadops.health.quarantine.policy.Decision.Quarantine;
import nomadops.health.quarantine.policy.Decision.Release;
import nomadops.health.quarantine.policy.Guard;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Decisions;

/// The last decisions on clients, for people; what only tells of a dry run, too.
public final class QuarantineDecisions implements Observer {
  private final Decisions kept = new Decisions();

  @Override
  public void turned(Turn turn) {
    turn.deeds().forEach(deed -> told(turn.at(), deed));
  }

  private void told(Instant at, Deed deed) {
    String became = became(deed.outcome());
    switch (deed.decision()) {
      case Quarantine one -> add(at, "quarantine", one.name(), one.reason(), became);
      case Release one -> add(at, "release", one.name(), one.reason(), became);
      case Disown one -> add(at, "disown", one.name(), one.reason(), became);
      case CommonCause one ->
          add(at, "common cause", one.cause().word(), one.reason(), "nobody is quarantined for it");
      case Hold one when one.guard() == Guard.DRY_RUN ->
          add(at, "quarantine", one.name(), one.reason(), "told alone: dry run");
      // Every client that is not sick for long enough, at every turn: shown by what holds it.
      case Hold _ -> {}
    }
  }

  private static String became(Outcome outcome) {
    return outcome.reason().isEmpty() ? outcome.word() : outcome.word() + ": " + outcome.reason();
  }

  private void add(Instant at, String what, String about, String why, String outcome) {
    kept.add(Decision.at(at, what, about, why, outcome));
  }

  /// The newest first.
  public List<Decision> newestFirst() {
    return kept.newestFirst();
  }
}
