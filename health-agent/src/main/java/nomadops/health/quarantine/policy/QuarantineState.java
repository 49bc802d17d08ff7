package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What is remembered between steps. It may be lost at any time: a controller that starts afresh
/// waits longer, and does nothing that it would not have done.
///
/// @param sights by node id
/// @param begun what was decided so lately that the view need not show it, by node id. It is kept
///   even when the view shows it, as the next view may be of a server that is further behind
/// @param theirs since when clients are out of our hands, by node id
/// @param causes when they last were common
/// @param actingSince since when clients were watched, and there was a leader that this controller
///   acts for, without a pause. One that only watched does not know what another one has just
///   decided, even when it has watched for long
/// @param steppedAt when the last step was
public record QuarantineState(
    Map<String, Sight> sights,
    Map<String, Begun> begun,
    Map<String, Instant> theirs,
    Map<Cause, Instant> causes,
    Tokens tokens,
    Instant actingSince,
    Instant steppedAt) {
  public QuarantineState {
    sights = Map.copyOf(sights);
    begun = Map.copyOf(begun);
    theirs = Map.copyOf(theirs);
    causes = Map.copyOf(causes);
  }

  /// Nothing is known yet.
  public static QuarantineState first(Instant now) {
    return new QuarantineState(Map.of(), Map.of(), Map.of(), Map.of(), Tokens.none(now), now, now);
  }

  /// What still counts now. After a pause that is longer than a report tells, nobody knows how the
  /// clients were meanwhile: they are looked at anew.
  QuarantineState at(QuarantineTerms terms, Instant now) {
    QuarantineTerms.Waits waits = terms.waits();
    boolean paused = Duration.between(steppedAt, now).abs().compareTo(waits.report()) > 0;
    Map<String, Begun> under = new HashMap<>(begun);
    under.values().removeIf(doing -> isOver(doing.at(), waits.shown(), now));
    Map<String, Instant> taken = new HashMap<>(theirs);
    taken.values().removeIf(since -> isOver(since, waits.respect(), now));
    Map<Cause, Instant> lately = new HashMap<>(causes);
    lately.values().removeIf(last -> isOver(last, waits.linger(), now));
    return new QuarantineState(
        paused ? Map.of() : sights,
        under,
        taken,
        lately,
        tokens.refilled(terms.rate(), now),
        paused ? now : actingSince,
        now);
  }

  private static boolean isOver(Instant since, Duration wait, Instant now) {
    return !now.isBefore(since.plus(wait));
  }

  /// Something that was decided.
  ///
  /// @param quarantine whether it closes the client; else it removes a record
  public record Begun(boolean quarantine, Instant at) {}
}
