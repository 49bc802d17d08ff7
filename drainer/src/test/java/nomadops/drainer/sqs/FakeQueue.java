package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.jspecify.annotations.Nullable;

/// SQS as we understand it: a message is delivered again when its visibility ends, with a new
/// receipt handle; an old handle deletes nothing, and AWS may well call that a success. Requests
/// come side by side at an orderly end, and each is done as a whole.
final class FakeQueue implements Queue {
  private static final Duration LONGEST_INVISIBLE = Duration.ofHours(12);

  /// Beyond this a message is not renewed but parked.
  private static final Duration LONGEST_KEPT = Duration.ofHours(1);

  static final class Stored {
    final String id;
    final String body;
    String handle = "";
    int receives;
    Duration visibleAt = Duration.ZERO;
    Duration receivedAt = Duration.ZERO;

    Stored(String id, String body) {
      this.id = id;
      this.body = body;
    }
  }

  private final FakeTime time;
  final Map<String, Stored> stored = new LinkedHashMap<>();

  /// What was asked for which receipt handle, such as `delete a#1`.
  final List<String> requests = new ArrayList<>();

  /// Ids of messages, each time that one was hidden for long.
  final List<String> parked = new ArrayList<>();

  /// What was asked for how many messages, such as `delete 10`.
  final List<String> batches = new ArrayList<>();

  final Deque<Kind> receiveFaults = new ArrayDeque<>();

  /// Of whole requests, of which nothing is done.
  final Deque<Kind> requestFaults = new ArrayDeque<>();

  /// Of whole requests, of which all is done, and nobody hears of it.
  final Deque<Kind> lostAnswers = new ArrayDeque<>();

  /// Of the entries that come next.
  final Deque<Kind> keepFaults = new ArrayDeque<>();

  final Deque<Kind> deleteFaults = new ArrayDeque<>();

  /// Of the next entry for a message, by its id.
  final Map<String, Kind> entryFaults = new HashMap<>();

  /// Entries of deletions that were answered and done.
  long granted;

  private int handles;

  FakeQueue(FakeTime time) {
    this.time = time;
  }

  void send(String id, String body) {
    stored.put(id, new Stored(id, body));
  }

  /// SQS delivers at least once: now and then a message shows up early, or after its deletion.
  void showUp(String id, String body) {
    stored.computeIfAbsent(id, _ -> new Stored(id, body)).visibleAt = time.passed();
  }

  long requests(String action) {
    return requests.stream().filter(request -> request.startsWith(action)).count();
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public synchronized List<Message> receive(Duration visibility) {
    List<Message> messages = new ArrayList<>();
    for (Stored each : stored.values()) {
      if (each.visibleAt.compareTo(time.passed()) <= 0 && messages.size() < AT_ONCE) {
        each.receives++;
        each.handle = each.id + "#" + ++handles;
        each.receivedAt = time.passed();
        each.visibleAt = time.passed().plus(visibility);
        messages.add(new Message(each.id, each.handle, each.body, each.receives));
      }
    }
    // After the fact: the answer is what gets lost.
    fault(receiveFaults.poll(), "receive");
    return messages;
  }

  @Override
  public synchronized List<Outcome> keep(List<Keep> keeps) {
    return answer("keep", keeps, Keep::message, this::kept);
  }

  @Override
  public synchronized List<Outcome> delete(List<Message> messages) {
    List<Outcome> outcomes = answer("delete", messages, message -> message, this::deleted);
    granted += outcomes.stream().filter(new Outcome.Done()::equals).count();
    return outcomes;
  }

  private <T> List<Outcome> answer(
      String action, List<T> entries, Function<T, Message> message, Consumer<T> one) {
    assertThat(entries).hasSizeBetween(1, AT_ONCE);
    batches.add(action + " " + entries.size());
    fault(requestFaults.poll(), action);
    List<Outcome> outcomes = new ArrayList<>();
    for (T entry : entries) {
      Message of = message.apply(entry);
      requests.add(action + " " + of.receiptHandle());
      try {
        fault(entryFaults.remove(of.id()), action);
        one.accept(entry);
        outcomes.add(new Outcome.Done());
      } catch (QueueFault fault) {
        outcomes.add(new Outcome.Failed(fault.kind(), String.valueOf(fault.getMessage())));
      }
    }
    fault(lostAnswers.poll(), action);
    return outcomes;
  }

  private void kept(Keep keep) {
    fault(keepFaults.poll(), "keep");
    Message message = keep.message();
    Stored each = stored.get(message.id());
    if (each == null
        || !each.handle.equals(message.receiptHandle())
        || each.visibleAt.compareTo(time.passed()) <= 0) {
      throw new QueueFault(Kind.STALE_HANDLE, "the receipt handle has expired", null);
    }
    Duration until = time.passed().plus(keep.visibility());
    if (until.minus(each.receivedAt).compareTo(LONGEST_INVISIBLE) > 0) {
      throw new QueueFault(Kind.REFUSED, "total visibility beyond 12 hours", null);
    }
    each.visibleAt = until;
    if (keep.visibility().compareTo(LONGEST_KEPT) > 0) {
      parked.add(message.id());
    }
  }

  private void deleted(Message message) {
    fault(deleteFaults.poll(), "delete");
    Stored each = stored.get(message.id());
    if (each != null && each.handle.equals(message.receiptHandle())) {
      stored.remove(message.id());
    }
  }

  private static void fault(@Nullable Kind kind, String action) {
    if (kind != null) {
      throw new QueueFault(kind, "could not " + action + " from queue fake: " + kind, null);
    }
  }
}
