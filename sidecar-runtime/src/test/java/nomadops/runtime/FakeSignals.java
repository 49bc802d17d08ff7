package nomadops.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Signals that a test sends.
final class FakeSignals implements Signals {
  final List<Integer> halts = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> handlers = new ConcurrentHashMap<>();

  @Override
  public void on(String signal, Runnable handler) {
    handlers.put(signal, handler);
  }

  @Override
  public void halt(int exitCode) {
    halts.add(exitCode);
  }

  void send(String signal) {
    handlers.getOrDefault(signal, () -> {}).run();
  }
}
