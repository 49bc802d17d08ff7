package nomadops.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Signals that a test sends.
public final class FakeSignals implements Signals {
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

  /// Nothing when nobody listens.
  public void send(String signal) {
    handlers.getOrDefault(signal, () -> {}).run();
  }

  /// Waits for whoever listens.
  public void sendWhenHeard(String signal) throws InterruptedException {
    for (int i = 0; i < 1_200; i++) {
      @Nullable Runnable handler = handlers.get(signal);
      if (handler != null) {
        handler.run();
        return;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("nobody listens for " + signal);
  }
}
