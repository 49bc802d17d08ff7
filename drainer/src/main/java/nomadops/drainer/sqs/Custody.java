package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The messages of one queue that are in our care, by id. Knows no queue and no clock. For many
/// threads.
final class Custody {
  private final VisibilityPlan plan;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final Settled settled = new Settled();
  private final Shelf shelf = new Shelf();
  private long deleted;

  Custody(Duration visibility) {
    this.plan = new VisibilityPlan(visibility);
  }

  /// Takes note of a delivery.
  ///
  /// @return true if the message was known: then it is cared for, and nothing else is to be done
  synchronized boolean knows(Queue.Message message, long now) {
    shelf.take(message.id());
    Held known = held.get(message.id());
    if (known != null) {
      held.put(message.id(), plan.again(known, message, now));
      return true;
    }
    OptionalInt failures = settled.failures(message.id());
    failures.ifPresent(
        failed -> held.put(message.id(), plan.received(message, now).finished(now, failed)));
    return failures.isPresent();
  }

  /// A new message is worked on from now on.
  synchronized void open(Queue.Message message, long now) {
    held.put(message.id(), plan.received(message, now));
  }

  /// A new message is not wanted.
  synchronized void discard(Queue.Message message, long now) {
    held.put(message.id(), plan.received(message, now).finished(now));
  }

  /// Nothing can be done with a new message.
  synchronized void park(Queue.Message message, String reason, long now) {
    held.put(message.id(), plan.received(message, now).unfit(reason, false, now));
  }

  /// A new message concerns others.
  synchronized void handBack(Queue.Message message, Duration in, String reason, long now) {
    held.put(message.id(), plan.received(message, now).foreign(in, reason, now));
  }

  /// The work on a message is finished.
  synchronized void done(String id, long now) {
    Held known = held.get(id);
    if (known == null) {
      return;
    }
    if (known.lapsed() && !known.busy()) {
      settle(id, 0, now);
    } else {
      held.put(id, known.finished(now));
    }
  }

  /// What is to be done now. Each message is left alone until its answer comes.
  synchronized List<Due> take(long now) {
    List<Due> due = plan.step(held.values(), now);
    due.forEach(this::mark);
    return due;
  }

  /// What is to be done when we stop.
  synchronized List<Due> takeAll(long now) {
    List<Due> due =
        held.values().stream()
            .map(each -> plan.atTheEnd(each, now))
            .flatMap(Optional::stream)
            .toList();
    due.forEach(this::mark);
    return due;
  }

  private void mark(Due due) {
    held.computeIfPresent(due.message().id(), (_, each) -> each.taken());
  }

  /// An answer has come.
  synchronized void answered(Due due, CareAnswer answer, long sentAt, long now) {
    String id = due.message().id();
    Held known = held.get(id);
    if (known == null) {
      return;
    }
    switch (plan.after(known, due, answer, sentAt, now)) {
      case CareStep.Hold(Held next) -> held.put(id, next);
      case CareStep.Settle(boolean gone, int failures, String _) -> {
        deleted += gone ? 1 : 0;
        settle(id, failures, now);
      }
      case CareStep.Shelve(long until, boolean finished) -> {
        if (finished) {
          settle(id, VisibilityPlan.DELETE_TRIES - 1, now);
        } else {
          held.remove(id);
        }
        shelf.put(id, until);
      }
      case CareStep.Forget _ -> held.remove(id);
    }
  }

  private void settle(String id, int failures, long now) {
    held.remove(id);
    settled.add(id, failures, now);
  }

  /// How often what is to be done for a message failed in a row.
  synchronized int failures(String id) {
    Held known = held.get(id);
    return known == null ? 0 : known.failures();
  }

  synchronized int open() {
    return (int) held.values().stream().filter(Held::open).count();
  }

  synchronized int undeleted() {
    return (int) held.values().stream().filter(each -> each.want() instanceof Want.Delete).count();
  }

  synchronized int parked(long now) {
    return shelf.size(now);
  }

  synchronized long deleted() {
    return deleted;
  }
}
