package nomadops.autoscaler.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who waited while a decision was the same, and how long at most: also those who waited for a turn
/// or two in the middle of a quiet hour. So many are named; more are counted.
final class Waits {
  private static final int NAMED = 100;

  private record Key(String job, String group) {}

  private record Most(int count, Duration waited) {}

  private final Map<Key, Most> most = new LinkedHashMap<>();
  private int notNamed;

  void saw(List<Family> families, Instant now) {
    int missed = 0;
    for (Family family : families) {
      Key key = new Key(family.job(), family.group());
      if (most.size() >= NAMED && !most.containsKey(key)) {
        missed++;
      } else {
        Most seen = new Most(family.count(), Duration.between(family.since(), now));
        most.merge(key, seen, Waits::greater);
      }
    }
    notNamed = Math.max(notNamed, missed);
  }

  private static Most greater(Most a, Most b) {
    return new Most(
        Math.max(a.count, b.count), a.waited.compareTo(b.waited) >= 0 ? a.waited : b.waited);
  }

  boolean names(String text) {
    return most.keySet().stream().anyMatch(key -> Family.isMeant(key.job, text));
  }

  /// @param about whom; empty for everybody
  Map<String, Object> document(Optional<String> about) {
    List<Map<String, Object>> all =
        most.entrySet().stream()
            .filter(e -> about.isEmpty() || Family.isMeant(e.getKey().job, about.get()))
            .map(e ->
                Fields.of(
                    "job", e.getKey().job,
                    "group", e.getKey().group,
                    "most", e.getValue().count,
                    "longest_wait_seconds", e.getValue().waited.toSeconds()))
            .toList();
    return Fields.of("waited", all, "waited_not_named", notNamed);
  }
}
