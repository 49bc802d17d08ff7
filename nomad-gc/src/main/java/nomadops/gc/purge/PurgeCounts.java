package nomadops.gc.purge;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How many attempts ended how, by [nomadops.gc.ledger.PurgeOutcome#word()].
public final class PurgeCounts {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /// Counts what it hears.
  public PurgeListener listener() {
    return (_, outcome, _) -> add(outcome.word());
  }

  private void add(String outcome) {
    counts.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
  }

  public long of(String outcome) {
    LongAdder count = counts.get(outcome);
    return count == null ? 0 : count.sum();
  }

  /// Attempts that came to something: all but the abandoned.
  public long settled() {
    return counts.entrySet().stream()
        .filter(e -> !e.getKey().equals("abandoned"))
        .mapToLong(e -> e.getValue().sum())
        .sum();
  }

  public Map<String, Long> all() {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((outcome, count) -> sorted.put(outcome, count.sum()));
    return sorted;
  }
}
