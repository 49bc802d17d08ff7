package nomadops.simulator.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Blocking queries that wait for something to change: a table, or one item of it.
final class Watches {
  private final Map<Object, Set<CountDownLatch>> waiting = new HashMap<>();

  synchronized CountDownLatch add(Object key) {
    CountDownLatch latch = new CountDownLatch(1);
    waiting.computeIfAbsent(key, k -> new HashSet<>()).add(latch);
    return latch;
  }

  synchronized void remove(Object key, CountDownLatch latch) {
    Set<CountDownLatch> latches = waiting.get(key);
    if (latches != null && latches.remove(latch) && latches.isEmpty()) {
      waiting.remove(key);
    }
  }

  void wake(Set<Object> touched) {
    for (Object key : touched) {
      Set<CountDownLatch> latches = take(key);
      latches.forEach(CountDownLatch::countDown);
    }
  }

  synchronized void wakeAll() {
    waiting.values().forEach(latches -> latches.forEach(CountDownLatch::countDown));
    waiting.clear();
  }

  private synchronized Set<CountDownLatch> take(Object key) {
    Set<CountDownLatch> latches = waiting.remove(key);
    return latches == null ? Set.of() : latches;
  }
}
