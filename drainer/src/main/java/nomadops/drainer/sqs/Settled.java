package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// The ids of messages that are done with. SQS delivers at least once, so even a deleted message
/// may come again; while it is remembered, it is deleted again and not worked on again. Bounded in
/// number, and by the longest retention of a queue. Not for many threads.
final class Settled {
  static final int REMEMBERED = 20_000;
  private static final long RETENTION = Duration.ofDays(14).toNanos();

  private record Entry(long since, int failures) {}

  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

  /// Takes note of a message.
  ///
  /// @param failures of its deletion that count when it comes again
  void add(String id, int failures, long now) {
    entries.remove(id);
    entries.put(id, new Entry(now, failures));
    while (entries.size() > REMEMBERED
        || now - entries.firstEntry().getValue().since() > RETENTION) {
      entries.pollFirstEntry();
    }
  }

  /// The failures that count, if the message is remembered.
  OptionalInt failures(String id) {
    Entry entry = entries.get(id);
    return entry == null ? OptionalInt.empty() : OptionalInt.of(entry.failures());
  }
}
