package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.drainer.sqs.Queue.Outcome;
import nomadops.runtime.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a queue for one batch, and tells what became of each of its messages. What is not said to
/// be done has failed. For many threads.
final class BatchCare {
  private static final Logger LOG = LoggerFactory.getLogger(BatchCare.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Queue queue;
  private final Custody custody;
  private final Duration visibility;
  private final RandomGenerator random;
  private volatile Optional<String> lastFault = Optional.empty();

  /// @param visibility of what is renewed
  BatchCare(Queue queue, Custody custody, Duration visibility, RandomGenerator random) {
    this.queue = queue;
    this.custody = custody;
    this.visibility = visibility;
    this.random = random;
  }

  /// One answer for each of the batch, in its order.
  List<CareAnswer> ask(Batch batch) throws InterruptedException {
    try {
      return switch (batch) {
        case Batch.Delete(var dues) ->
            answers(dues, queue.delete(dues.stream().map(Due::message).toList()));
        case Batch.Hide(var dues) ->
            answers(dues, queue.keep(dues.stream().map(this::keep).toList()));
        case Batch.Move move -> List.of(move(move));
      };
    } catch (QueueFault fault) {
      // Nobody knows what of the request was done.
      var failed = new Outcome.Failed(fault.kind(), String.valueOf(fault.getMessage()));
      return answers(batch.dues(), Collections.nCopies(batch.dues().size(), failed));
    }
  }

  private Queue.Keep keep(Due.Hiding due) {
    return new Queue.Keep(
        due.message(),
        switch (due) {
          case Due.Renew _ -> visibility;
          case Due.Park(var _, Duration longest, String _) -> longest;
          case Due.Release(var _, Duration in, String _) -> in;
        });
  }

  private CareAnswer move(Batch.Move move) throws InterruptedException {
    Due.Park due = move.due();
    if (!move.to().takes(queue.name(), due.message(), due.reason())) {
      return ask(new Batch.Hide(List.of(due))).getFirst();
    }
    lastFault = Optional.empty();
    LOG.warn(
        "message {} is parked in another queue, and deleted from {}: {}",
        due.message().id(),
        queue.name(),
        due.reason());
    return new CareAnswer.Moved();
  }

  private List<CareAnswer> answers(List<? extends Due> dues, List<Outcome> outcomes) {
    if (outcomes.size() != dues.size()) {
      throw new IllegalStateException(
          queue.name() + " told of " + outcomes.size() + " messages, not of " + dues.size());
    }
    note(outcomes);
    List<CareAnswer> answers = new ArrayList<>();
    for (int i = 0; i < dues.size(); i++) {
      Due due = dues.get(i);
      answers.add(
          switch (outcomes.get(i)) {
            case Outcome.Done() -> done(due);
            case Outcome.Failed failed -> failed(due, failed);
          });
    }
    return answers;
  }

  private CareAnswer done(Due due) {
    if (due instanceof Due.Park(Queue.Message message, Duration longest, String reason)) {
      LOG.warn(
          "message {} is parked: it stays in queue {}, hidden for {} minutes: {}",
          message.id(),
          queue.name(),
          (longest.toSeconds() + 59) / 60,
          reason);
    }
    return new CareAnswer.Done();
  }

  private CareAnswer failed(Due due, Outcome.Failed failed) {
    String id = due.message().id();
    if (isStale(failed)) {
      LOG.info("message {} will come again: {}", id, failed.reason());
      return new CareAnswer.Stale(failed.reason());
    }
    int failures = custody.failures(id) + 1;
    if (failures == 1) {
      LOG.warn("message {} stays in our care, and is tried again: {}", id, failed.reason());
    }
    return new CareAnswer.Failed(BACKOFF.after(failures, random), failed.reason());
  }

  /// A stale handle tells nothing of the queue.
  private void note(List<Outcome> outcomes) {
    Optional<String> fault =
        outcomes.stream()
            .filter(each -> each instanceof Outcome.Failed failed && !isStale(failed))
            .map(each -> ((Outcome.Failed) each).reason())
            .findFirst();
    if (fault.isPresent() || outcomes.contains(new Outcome.Done())) {
      lastFault = fault;
    }
  }

  private static boolean isStale(Outcome.Failed failed) {
    return failed.kind() == QueueFault.Kind.STALE_HANDLE;
  }

  /// Why the latest request failed, if it did, for one of its messages at least.
  Optional<String> lastFault() {
    return lastFault;
  }
}
