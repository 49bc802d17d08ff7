package nomadops.health.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.signature.Proof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a report is answered, without the HTTP. First its signature is looked at, then what it
/// says, then whether it is news; what is refused has changed nothing.
///
/// A refusal says what is wrong also to those who did not sign: it names our clock, which any
/// answer of HTTP tells, and what they sent themselves.
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Duration window;
  private final Supplier<Secrets> secrets;
  private final Inbox inbox;
  private final ReportListener listener;
  private final InstantSource clock;
  private final RefusalLog lines = new RefusalLog();

  Desk(
      Duration window,
      Supplier<Secrets> secrets,
      Inbox inbox,
      ReportListener listener,
      InstantSource clock) {
    this.window = window;
    this.secrets = secrets;
    this.inbox = inbox;
    this.listener = listener;
    this.clock = clock;
  }

  /// @param from the sender's address, for the log
  Answer answer(Proof proof, byte[] body, String from) {
    Instant now = clock.instant();
    return switch (proof.judge(secrets.get().values(), window, body, now)) {
      case Proof.Judged.Flawed(Proof.Flaw flaw, String detail) ->
          refused(refusal(flaw), detail, from);
      case Proof.Judged.Signed _ -> signed(body, now, from);
    };
  }

  private Answer signed(byte[] body, Instant now, String from) {
    NodeReport report;
    try {
      report = ReportReader.read(body);
    } catch (BadReport e) {
      return refused(e.why(), e.words(), from);
    }
    // One from the future would shut out all that follow, until then.
    Optional<Refusal> untimely = untimely(report.sent(), now);
    if (untimely.isPresent()) {
      return refused(
          untimely.get(),
          "sent is %s and our clock says %s, at most %d s between them is taken; compare the clocks"
              .formatted(report.sent(), now, window.toSeconds()),
          from);
    }
    if (!inbox.take(report, now)) {
      return refused(
          Refusal.REPLAYED,
          "sent is %s, and a report of node %s that is as new or newer was taken already"
              .formatted(report.sent(), report.node()),
          from);
    }
    listener.accepted();
    return Answer.accepted();
  }

  private Optional<Refusal> untimely(Instant sent, Instant now) {
    Duration age = Duration.between(sent, now);
    return age.abs().compareTo(window) <= 0
        ? Optional.empty()
        : Optional.of(age.isNegative() ? Refusal.EARLY : Refusal.OLD);
  }

  /// Refuses a request, whoever sent it.
  Answer refused(Refusal why, String detail, String from) {
    lines
        .line(why, clock.instant())
        .ifPresent(silent ->
            LOG.warn(
                "a report of {} was refused: {}: {}{}",
                from,
                why.word(),
                detail,
                silent == 0 ? "" : " (and " + silent + " of this kind in the minute before)"));
    listener.refused(why);
    return Answer.refused(why, detail);
  }

  private static Refusal refusal(Proof.Flaw flaw) {
    return switch (flaw) {
      case UNSIGNED -> Refusal.UNSIGNED;
      case BAD_TIMESTAMP -> Refusal.BAD_TIMESTAMP;
      case OLD -> Refusal.OLD;
      case EARLY -> Refusal.EARLY;
      case BAD_SIGNATURE -> Refusal.BAD_SIGNATURE;
    };
  }
}
