package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.drainer.sqs.QueueFault.Kind;

/// SQS as we understand it: a message is delivered again when its visibility ends, with a new
/// receipt handle; an old handle deletes nothing, and AWS may well call that a success.
final class FakeQueue implements Queue {
  private static final Duration LONGEST_INVISIBLE = Duration.ofHours(12);

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
  final List<String> requests = new ArrayList<>();
  final Deque<Kind> receiveFaults = new ArrayDeque<>();
  final Deque<Kind> keepFaults = new ArrayDeque<>();
  final Deque<Kind> deleteFaults = new ArrayDeque<>();
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
  public List<Message> receive(Duration visibility) {
    List<Message> messages = new ArrayList<>();
    for (Stored each : stored.values()) {
      if (each.visibleAt.compareTo(time.passed()) <= 0 && messages.size() < 10) {
        each.receives++;
        each.handle = each.id + "#" + ++handles;
        each.receivedAt = time.passed();
        each.visibleAt = time.passed().plus(visibility);
        messages.add(new Message(each.id, each.handle, each.body, each.receives));
      }
    }
    // After the fact: the answer is what gets lost.
    fault(receiveFaults, "receive from");
    return messages;
  }

  @Override
  public void keep(Message message, Duration visibility) {
    requests.add("keep " + message.receiptHandle());
    fault(keepFaults, "keep message invisible in");
    Stored each = stored.get(message.id());
    if (each == null
        || !each.handle.equals(message.receiptHandle())
        || each.visibleAt.compareTo(time.passed()) <= 0) {
      throw new QueueFault(Kind.STALE_HANDLE, "the receipt handle has expired", null);
    }
    Duration until = time.passed().plus(visibility);
    if (until.minus(each.receivedAt).compareTo(LONGEST_INVISIBLE) > 0) {
      throw new QueueFault(Kind.REFUSED, "total visibility beyond 12 hours", null);
    }
    each.visibleAt = until;
  }

  @Override
  public void delete(Message message) {
    requests.add("delete " + message.receiptHandle());
    fault(deleteFaults, "delete from");
    Stored each = stored.get(message.id());
    if (each != null && each.handle.equals(message.receiptHandle())) {
      stored.remove(message.id());
    }
  }

  private static void fault(Deque<Kind> faults, String action) {
    Kind kind = faults.poll();
    if (kind != null) {
      throw new QueueFault(kind, "could not " + action + " queue fake: " + kind, null);
    }
  }
}
