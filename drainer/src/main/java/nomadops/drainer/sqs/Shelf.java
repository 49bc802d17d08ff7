package nomadops.drainer.sqs;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The messages that are parked in their queue, by id, until they come again. Not for many threads.
final class Shelf {
  static final int REMEMBERED = 20_000;

  private final SequencedMap<String, Long> until = new LinkedHashMap<>();

  /// @param end when it comes again, in a ticker's nanoseconds
  void put(String id, long end) {
    until.put(id, end);
    if (until.size() > REMEMBERED) {
      until.pollFirstEntry();
    }
  }

  /// It came again.
  void take(String id) {
    until.remove(id);
  }

  /// How many are still away.
  int size(long now) {
    until.values().removeIf(end -> now - end >= 0);
    return until.size();
  }
}
