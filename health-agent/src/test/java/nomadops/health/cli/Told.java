package nomadops.health.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.runtime.Signals;

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

  /// Nothing when nobody listens.
  void send(String signal) {
    handlers.getOrDefault(signal, () -> {}).run();
  }
}
