package nomadops.client.connection;

import java.time.Duration;

/// When to stop asking a server that does not answer. Counts only what says that the server is
/// unwell: nothing sent, no answer, 5xx without a reason of Nomad's own.
///
/// @param window how many recent calls are looked at; 0 switches the breaker off
/// @param failurePercent the share of failed ones that opens it
/// @param openFor how long nothing is sent then
public record CircuitBreaking(int window, int failurePercent, Duration openFor) {

  public static final CircuitBreaking DEFAULT = new CircuitBreaking(20, 80, Duration.ofSeconds(5));

  public static final CircuitBreaking OFF = new CircuitBreaking(0, 100, Duration.ofSeconds(5));

  public CircuitBreaking {
    if (window < 0 || failurePercent < 1 || failurePercent > 100 || openFor.toMillis() < 1) {
      throw new IllegalArgumentException(
          "circuit breaker of window "
              + window
              + ", "
              + failurePercent
              + " %, "
              + openFor
              + "; give a window of 0 or more, 1 to 100 %, and at least 1 ms");
    }
  }
}
