package nomadops.runtime.leader;

import java.time.Duration;
import nomadops.client.time.Ticker;

/// Asked before every effect. Safe for many threads; costs one clock reading.
public final class Fence {

  private sealed interface Gate {
    record Always() implements Gate {}

    record Until(long deadline) implements Gate {}

    record Shut(String reason) implements Gate {}
  }

  private static final Duration FOREVER = Duration.ofDays(365);

  private final Ticker ticker;
  private volatile Gate gate;

  private Fence(Ticker ticker, Gate gate) {
    this.ticker = ticker;
    this.gate = gate;
  }

  /// A fence that is shut until leadership opens it.
  static Fence shut(Ticker ticker) {
    return new Fence(ticker, new Gate.Shut("leadership is not settled yet"));
  }

  /// A fence that never opens: whoever looks must not act.
  public static Fence closed(String reason) {
    return new Fence(() -> 0, new Gate.Shut(reason));
  }

  /// A fence that is always open: nobody else acts.
  public static Fence open() {
    return new Fence(() -> 0, new Gate.Always());
  }

  /// True when an effect may start now.
  public boolean mayAct() {
    return permit() instanceof Permit.Granted;
  }

  /// The same, with the time that is left or the reason why not.
  public Permit permit() {
    return switch (gate) {
      case Gate.Always _ -> new Permit.Granted(FOREVER);
      case Gate.Shut(String reason) -> new Permit.Refused(reason);
      case Gate.Until(long deadline) -> {
        long left = deadline - ticker.nanos();
        yield left > 0
            ? new Permit.Granted(Duration.ofNanos(left))
            : new Permit.Refused("leadership was not renewed in time");
      }
    };
  }

  void openUntil(long deadline) {
    gate = new Gate.Until(deadline);
  }

  void shut(String reason) {
    gate = new Gate.Shut(reason);
  }
}
