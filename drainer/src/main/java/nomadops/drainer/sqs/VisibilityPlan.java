package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// When messages are renewed and deleted. Pure.
///
/// SQS lets a message be invisible for 12 hours in all, from the moment it was received
/// (ChangeMessageVisibility, API 2012-11-05). Before that it is let go; it comes again with a new
/// receipt handle and another 12 hours.
final class VisibilityPlan {
  /// Less than 12 hours, so that a slow answer does not matter.
  static final Duration LIMIT = Duration.ofHours(12).minusMinutes(5);

  /// After so many the redelivery is waited for: it brings a new handle, and from then on one try
  /// each.
  static final int DELETE_TRIES = 10;

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
    if (!held.done()) {
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
    if (held.done()) {
      return Optional.of(new Due.Delete(held.message(), "all that it asked for is finished"));
    }
    if (now + visibility - held.receivedAt() > LIMIT.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(new Due.Renew(held.message(), "it is still worked on"));
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
      case CareAnswer.Stale(String reason) ->
          held.done() ? new CareStep.Settle(false, 0, reason) : new CareStep.Hold(held.stale());
      case CareAnswer.Failed(Duration pause, String reason) ->
          failed(held, due, pause, reason, now);
    };
  }

  private CareStep applied(Held held, Due due, long sentAt) {
    return switch (due) {
      case Due.Delete _ -> new CareStep.Settle(true, 0, "deleted");
      case Due.Renew _ when held.done() -> new CareStep.Hold(held.free());
      case Due.Renew _ -> new CareStep.Hold(held.dueAt(sentAt + third, 0));
      case Due.Release _ -> new CareStep.Hold(held.stale());
    };
  }

  private CareStep failed(Held held, Due due, Duration pause, String reason, long now) {
    if (due instanceof Due.Renew && held.done()) {
      return new CareStep.Hold(held.free());
    }
    int failures = held.failures() + 1;
    if (due instanceof Due.Delete && failures >= DELETE_TRIES) {
      return new CareStep.Settle(false, DELETE_TRIES - 1, reason);
    }
    long nanos = held.done() ? pause.toNanos() : Math.min(pause.toNanos(), third);
    return new CareStep.Hold(held.dueAt(now + nanos, failures));
  }
}
