package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// When messages are renewed, deleted and put out of the way. Pure.
///
/// SQS lets a message be invisible for 12 hours in all, from the moment it was received
/// (ChangeMessageVisibility, API 2012-11-05). Before that it is let go; it comes again with a new
/// receipt handle and another 12 hours.
final class VisibilityPlan {
  /// Less than 12 hours, so that a slow answer does not matter.
  static final Duration LIMIT = Duration.ofHours(12).minusMinutes(5);

  /// After so many the message is parked: it brings a new handle when it comes back, and from then
  /// on one try each.
  static final int DELETE_TRIES = 10;

  private static final String FINISHED = "all that it asked for is finished";

  private final long visibility;
  private final long third;

  VisibilityPlan(Duration visibility) {
    this.visibility = visibility.toNanos();
    this.third = this.visibility / 3;
  }

  Held received(Queue.Message message, long now) {
    return Held.open(message, now, now + third);
  }

  /// The same message came again: what counts from now on is this delivery.
  Held again(Held held, Queue.Message latest, long now) {
    if (held.open()) {
      return held.again(latest, now, now + third, 0);
    }
    long due = held.failures() == 0 ? now : held.dueAt();
    return held.again(latest, now, due, held.failures());
  }

  /// What is to be done now, what waits longest first.
  List<Due> step(Collection<Held> state, long now) {
    return state.stream()
        .sorted((a, b) -> Long.signum(a.dueAt() - b.dueAt()))
        .flatMap(held -> due(held, now).stream())
        .toList();
  }

  private Optional<Due> due(Held held, long now) {
    if (held.busy() || held.lapsed() || now - held.dueAt() < 0) {
      return Optional.empty();
    }
    if (held.open() && now + visibility - held.receivedAt() > LIMIT.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(
        held.open() ? new Due.Renew(held.message(), "it is still worked on") : lastWord(held, now));
  }

  /// What is to be done when we stop: nothing waits for its time, and what is not done is for
  /// another to do.
  Optional<Due> atTheEnd(Held held, long now) {
    return held.lapsed() && held.open() ? Optional.empty() : Optional.of(lastWord(held, now));
  }

  private static Due lastWord(Held held, long now) {
    return switch (held.want()) {
      case Want.Keep() -> new Due.Release(held.message(), Duration.ZERO, "this drainer stops");
      case Want.Delete() -> new Due.Delete(held.message(), FINISHED);
      case Want.Park(String reason, boolean _) ->
          new Due.Park(
              held.message(),
              Duration.ofNanos(LIMIT.toNanos() - (now - held.receivedAt())),
              reason);
      case Want.HandBack(Duration in, String reason) -> new Due.Release(held.message(), in, reason);
    };
  }

  /// What follows from an answer.
  ///
  /// @param held as it is now, which may be more than the request knew
  /// @param sentAt before the request was sent
  CareStep after(Held held, Due due, CareAnswer answer, long sentAt, long now) {
    if (!due.message().receiptHandle().equals(held.message().receiptHandle())) {
      return new CareStep.Hold(held.free());
    }
    return switch (answer) {
      case CareAnswer.Done() -> applied(held, due, sentAt);
      case CareAnswer.Moved() -> new CareStep.Hold(held.free().finished(now));
      case CareAnswer.Stale(String reason) -> stale(held, reason);
      case CareAnswer.Failed(Duration pause, String reason) ->
          failed(held, due, pause, reason, now);
    };
  }

  private CareStep applied(Held held, Due due, long sentAt) {
    return switch (due) {
      case Due.Delete _ -> new CareStep.Settle(true, 0, "deleted");
      case Due.Renew _ when !held.open() -> new CareStep.Hold(held.free());
      case Due.Renew _ -> new CareStep.Hold(held.dueAt(sentAt + third, 0));
      case Due.Release _ when held.open() -> new CareStep.Hold(held.stale());
      case Due.Release(var _, Duration _, String reason) -> new CareStep.Forget(reason);
      case Due.Park(var _, Duration longest, String _) ->
          new CareStep.Shelve(sentAt + longest.toNanos(), isFinished(held));
    };
  }

  private static boolean isFinished(Held held) {
    return switch (held.want()) {
      case Want.Delete() -> true;
      case Want.Park(String _, boolean finished) -> finished;
      case Want.Keep(), Want.HandBack(Duration _, String _) -> false;
    };
  }

  private static CareStep stale(Held held, String reason) {
    if (held.open()) {
      return new CareStep.Hold(held.stale());
    }
    if (!isFinished(held)) {
      return new CareStep.Forget(reason);
    }
    // A handle that is stale time and again counts as a failure: in the end it is parked.
    int failures = held.want() instanceof Want.Delete ? held.failures() + 1 : DELETE_TRIES;
    return new CareStep.Settle(false, Math.min(failures, DELETE_TRIES - 1), reason);
  }

  private CareStep failed(Held held, Due due, Duration pause, String reason, long now) {
    if (due instanceof Due.Renew && !held.open()) {
      return new CareStep.Hold(held.free());
    }
    int failures = held.failures() + 1;
    if (due instanceof Due.Delete && failures >= DELETE_TRIES) {
      return new CareStep.Hold(held.free().unfit("its work is finished, and " + reason, true, now));
    }
    long nanos = held.open() ? Math.min(pause.toNanos(), third) : pause.toNanos();
    return new CareStep.Hold(held.dueAt(now + nanos, failures));
  }
}
