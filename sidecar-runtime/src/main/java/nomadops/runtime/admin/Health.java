package nomadops.runtime.admin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import nomadops.client.time.Ticker;

/// What `/livez` and `/readyz` say. A check gives nothing when all is well, else a reason.
public final class Health {
  private final Ticker ticker;
  private final Map<String, Supplier<Optional<String>>> liveness = new ConcurrentSkipListMap<>();
  private final Map<String, Supplier<Optional<String>>> readiness = new ConcurrentSkipListMap<>();

  public Health(Ticker ticker) {
    this.ticker = ticker;
  }

  /// Registers a loop that must turn at least once in `longestSilence`; else the process is not
  /// live and wants a restart.
  public Heartbeat loop(String name, Duration longestSilence) {
    Heartbeat heartbeat = new Heartbeat(ticker, longestSilence);
    liveness.put(name, heartbeat::fault);
    return heartbeat;
  }

  /// Registers an input that must be fresh; else the process is not ready, and a restart would not
  /// help.
  public void input(String name, Supplier<Optional<String>> reasonIfStale) {
    readiness.put(name, reasonIfStale);
  }

  /// Check to reason, of those that fail. A check that throws fails.
  Map<String, String> notLive() {
    return failing(liveness);
  }

  Map<String, String> notReady() {
    return failing(readiness);
  }

  private static Map<String, String> failing(Map<String, Supplier<Optional<String>>> checks) {
    Map<String, String> failing = new TreeMap<>();
    checks.forEach((name, check) -> reason(check).ifPresent(reason -> failing.put(name, reason)));
    return failing;
  }

  private static Optional<String> reason(Supplier<Optional<String>> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return Optional.of("the check itself failed: " + e);
    }
  }
}
