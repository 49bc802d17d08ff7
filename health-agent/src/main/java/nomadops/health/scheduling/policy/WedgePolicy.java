package nomadops.health.scheduling.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.health.scheduling.policy.WedgeFacts.Broker;
import nomadops.health.scheduling.policy.WedgeFacts.Servers;

/// Decides what becomes of a server that answers, leads and schedules nothing.
///
/// ```
///   watching --late, and nothing else gets done, for `wedged`--> HandOver
///   handed over --still or again leading, late for `further`--> Condemn
///   condemned --no longer leading, or scheduling, or `grace` is over--> Absolve
/// ```
///
/// Any look that is not late breaks the row, and one that scheduled forgets the hand-over, too.
/// What holds whatever the facts are, and however many probes act at once on the shared record:
///
/// - Nothing is done while the broker is paused, or nobody knows whether it is.
/// - A cluster that gets other evaluations done is busy, not wedged.
/// - No server is condemned without a hand-over before, without quorum to spare, within `interlock`
///   of another, or twice within `rate`.
public final class WedgePolicy {
  private final String server;
  private final WedgeTerms terms;

  /// @param server this server's name in the record
  public WedgePolicy(String server, WedgeTerms terms) {
    this.server = server;
    this.terms = terms;
  }

  /// One step. Performing the decision is the caller's, and may fail.
  ///
  /// @param now by this server's wall clock, as the record is shared with others
  public Step step(WedgeState state, WedgeFacts facts, Instant now) {
    if (!facts.leading()) {
      return rest(state, state.absolved(), "this server does not lead");
    }
    if (facts.outcome().isEmpty()) {
      return rest(state, state.absolved(), "there was no look");
    }
    Outcome outcome = facts.outcome().get();
    return switch (outcome) {
      case Outcome.Late late -> late(state, late, facts, now);
      case Outcome.Scheduled _ -> rest(state, state.well(), outcome.reason());
      case Outcome.Paused _, Outcome.Refused _, Outcome.Unanswered _ ->
          rest(state, state.absolved(), outcome.reason());
    };
  }

  /// There is no wedge to be seen, so a condemned server is left alone from now on: it may be on
  /// its way back up, and must not be killed again.
  private static Step rest(WedgeState state, WedgeState next, String reason) {
    return new Step(
        state.condemned() ? new Decision.Absolve(reason) : new Decision.Watch(reason), next);
  }

  private Step late(WedgeState state, Outcome.Late late, WedgeFacts facts, Instant now) {
    if (state.condemned()) {
      return whileCondemned(state, now);
    }
    if (!late.pauseKnown()) {
      return broken(state, Guard.PAUSE_UNKNOWN, "it is not known whether the broker is paused");
    }
    if (facts.broker().isEmpty()) {
      return broken(
          state, Guard.PROGRESS_UNKNOWN, "it is not known whether other evaluations get done");
    }
    Broker broker = facts.broker().get();
    if (progresses(state, broker)) {
      String reason =
          "others get done (%d acknowledged lately, %d ready): it is busy, not wedged"
              .formatted(broker.acknowledged(), broker.ready());
      Step busy = broken(state, Guard.BUSY, reason);
      return new Step(busy.decision(), busy.next().queue(broker.ready()));
    }
    WedgeState next = state.late(now).queue(broker.ready());
    return state.handedOver().filter(at -> holds(at, now)).isPresent()
        ? afterwards(next, facts, now)
        : first(next, facts, now);
  }

  private static Step broken(WedgeState state, Guard guard, String reason) {
    return new Step(new Decision.Hold(guard, reason), state.broken());
  }

  private static boolean progresses(WedgeState state, Broker broker) {
    boolean shorter = state.ready().isPresent() && broker.ready() < state.ready().getAsLong();
    return broker.acknowledged() > 0 || shorter;
  }

  private boolean holds(Instant handedOver, Instant now) {
    return Duration.between(handedOver, now).compareTo(terms.handOverHolds()) < 0;
  }

  /// Whether it is condemned still. That ends by itself, however long the next look takes to come:
  /// a server that is on its way up must not be killed for what it was before.
  public boolean condemned(WedgeState state, Instant now) {
    Duration since = Duration.between(state.condemnedAt().orElse(Instant.MIN), now);
    // A clock that was set back must not keep it condemned.
    return state.condemned() && !since.isNegative() && since.compareTo(terms.grace()) < 0;
  }

  private Step whileCondemned(WedgeState state, Instant now) {
    if (!condemned(state, now)) {
      return rest(state, state.absolved(), "nobody has restarted it within " + terms.grace());
    }
    return new Step(new Decision.Watch("it is condemned and waits to be restarted"), state);
  }

  private boolean longEnough(WedgeState state, Duration wanted, Instant now) {
    return state.lates() >= terms.looks()
        && Duration.between(state.lateSince().orElse(now), now).compareTo(wanted) >= 0;
  }

  private Step first(WedgeState state, WedgeFacts facts, Instant now) {
    if (!longEnough(state, terms.wedged(), now)) {
      return new Step(new Decision.Watch(told(state)), state);
    }
    Optional<Servers> servers = facts.servers();
    if (servers.isEmpty()) {
      return hold(state, Guard.SERVERS_UNKNOWN, "the other servers' state is not known");
    }
    if (servers.get().others() < 1) {
      return hold(state, Guard.NO_OTHER, "no other healthy voter could lead");
    }
    return new Step(new Decision.HandOver(told(state)), state.handedOver(now));
  }

  private Step afterwards(WedgeState state, WedgeFacts facts, Instant now) {
    if (!longEnough(state, terms.further(), now)) {
      return new Step(
          new Decision.Watch(told(state) + ", since leadership was handed over"), state);
    }
    Optional<Servers> servers = facts.servers();
    if (servers.isEmpty()) {
      return hold(state, Guard.SERVERS_UNKNOWN, "the other servers' state is not known");
    }
    if (servers.get().tolerance() < 1) {
      return hold(state, Guard.QUORUM, "no server may fail without a loss of quorum");
    }
    if (facts.record().isEmpty()) {
      return hold(state, Guard.RECORD_UNKNOWN, "the record of condemnations cannot be read");
    }
    return byRecord(state, facts.record().get(), now);
  }

  private Step byRecord(WedgeState state, Condemnations record, Instant now) {
    Optional<Condemnations.Current> other =
        record.current().filter(current -> !current.until().plus(terms.skew()).isBefore(now));
    if (other.isPresent()) {
      return hold(
          state,
          Guard.ANOTHER,
          "%s is condemned until %s".formatted(other.get().server(), other.get().until()));
    }
    Optional<Instant> before = Optional.ofNullable(record.last().get(server));
    for (Optional<Instant> last : List.of(before, state.condemnedAt())) {
      // The record was decided upon before it was written; one of the future is not long ago
      // either.
      if (last.isPresent()
          && Duration.between(last.get(), now).compareTo(terms.rate().plus(terms.skew())) < 0) {
        return hold(state, Guard.RATE, "this server was condemned at " + last.get());
      }
    }
    return new Step(
        new Decision.Condemn(
            record.with(server, now, now.plus(terms.interlock())),
            told(state) + ", and handing leadership over did not help"),
        state);
  }

  private static Step hold(WedgeState state, Guard guard, String reason) {
    return new Step(new Decision.Hold(guard, told(state) + ", but " + reason), state);
  }

  private static String told(WedgeState state) {
    return "this server leads and schedules nothing: %d looks late since %s"
        .formatted(state.lates(), state.lateSince().map(Instant::toString).orElse("now"));
  }
}
