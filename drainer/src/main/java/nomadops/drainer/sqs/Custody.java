package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The messages of one queue that are in our care, by id. Knows no queue and no clock. For many
/// threads.
final class Custody {
  private final VisibilityPlan plan;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final Settled settled = new Settled();
  private long deleted;

  Custody(Duration visibility) {
    this.plan = new VisibilityPlan(visibility);
  }

  /// Takes note of a delivery.
  ///
  /// @return true if the message was known: then it is cared for, and nothing else is to be done
  synchronized boolean knows(Queue.Message message, long now) {
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

  /// What is to be done when we stop: nothing waits for its time, and what is not done is for
  /// another to do.
  synchronized List<Due> takeAll() {
    List<Due> due = new ArrayList<>();
    for (Held each : held.values()) {
      if (each.done()) {
        due.add(new Due.Delete(each.message(), "all that it asked for is finished"));
      } else if (!each.lapsed()) {
        due.add(new Due.Release(each.message(), "this drainer stops"));
      }
    }
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
    return (int) held.values().stream().filter(each -> !each.done()).count();
  }

  synchronized int undeleted() {
    return held.size() - open();
  }

  synchronized long deleted() {
    return deleted;
  }
}
