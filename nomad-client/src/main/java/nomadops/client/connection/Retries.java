package nomadops.client.connection;

import java.time.Duration;

/// How often and how soon a failed request is repeated, when repeating it is safe.
///
/// @param attempts the most attempts of one call, the first included; 1 means no retry
/// @param firstDelay before the second attempt; doubles from there, with jitter
/// @param longestDelay no single delay is longer; also caps `Retry-After`
public record Retries(int attempts, Duration firstDelay, Duration longestDelay) {

  /// Four attempts over about two seconds.
  public static final Retries DEFAULT =
      new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(10));

  public static final Retries NONE = new Retries(1, Duration.ofMillis(200), Duration.ofSeconds(10));

  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + "; 1 means no retry");
    }
    if (firstDelay.toMillis() < 1 || longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "delays are "
              + firstDelay
              + " to "
              + longestDelay
              + "; give at least 1 ms, the longest last");
    }
  }
}
