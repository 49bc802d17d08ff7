package nomadops.autoscaler.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.runtime.Signals;
import org.jspecify.annotations.Nullable;

/// Signals that a test sends.
final class Told implements Signals {
  private final Map<String, Runnable> handlers = new ConcurrentHashMap<>();

  @Override
  public void on(String signal, Runnable handler) {
    handlers.put(signal, handler);
  }

  @Override
  public void halt(int exitCode) {
    throw new IllegalStateException("halted with " + exitCode);
  }

  /// Waits for whoever listens.
  void send(String signal) throws InterruptedException {
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
