package nomadops.client.connection;

import java.time.Duration;

/// The most requests a second that this client sends, retries included.
///
/// @param requestsPerSecond 0 means no limit
/// @param longestWait how long a request may wait for its turn before it fails without being sent
public record RateLimit(int requestsPerSecond, Duration longestWait) {

  public static final RateLimit NONE = new RateLimit(0, Duration.ofSeconds(30));

  public RateLimit {
    if (requestsPerSecond < 0 || longestWait.isNegative()) {
      throw new IllegalArgumentException(
          "rate limit of "
              + requestsPerSecond
              + "/s waiting "
              + longestWait
              + "; both are 0 or more");
    }
  }

  public static RateLimit perSecond(int requests) {
    return new RateLimit(requests, Duration.ofSeconds(30));
  }
}
