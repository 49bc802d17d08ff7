package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The ids of messages that are done with. SQS delivers at least once, so even a deleted message
/// may come again; while it is remembered, it is deleted again and not worked on again. Bounded in
/// number, and by the longest retention of a queue. Not for many threads.
final class Settled {
  static final int REMEMBERED = 20_000;
  private static final long RETENTION = Duration.ofDays(14).toNanos();

  private final SequencedMap<String, Long> since = new LinkedHashMap<>();

  void add(String id, long now) {
    since.remove(id);
    since.put(id, now);
    while (since.size() > REMEMBERED || now - since.firstEntry().getValue() > RETENTION) {
      since.pollFirstEntry();
    }
  }

  boolean contains(String id) {
    return since.containsKey(id);
  }
}
