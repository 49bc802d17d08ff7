package nomadops.gc.nodes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What became of nodes, for metrics and status. For many threads.
public final class NodeCounts {
  /// How a node that was due ended: purged; gone already; refused by Nomad; or of an unknown end,
  /// since the answer was lost.
  public static final List<String> OUTCOMES = List.of("purged", "gone", "refused", "unknown");

  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final AtomicInteger down = new AtomicInteger();
  private volatile String hold = "";

  void ended(String outcome) {
    outcomes.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
  }

  void listed(int count) {
    down.set(count);
  }

  void held(String why) {
    hold = why;
  }

  public long of(String outcome) {
    LongAdder count = outcomes.get(outcome);
    return count == null ? 0 : count.sum();
  }

  /// Nodes that were down at the last list.
  public int down() {
    return down.get();
  }

  /// Why none is purged; empty while nothing is in the way.
  public String hold() {
    return hold;
  }

  /// How it stands, for `/status`.
  public Map<String, Object> status() {
    Map<String, Object> all = new TreeMap<>();
    all.put("down", down());
    OUTCOMES.forEach(outcome -> all.put(outcome, of(outcome)));
    all.put("held_by", hold);
    return all;
  }
}
