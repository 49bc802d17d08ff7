package nomadops.client.http;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import nomadops.client.connection.Connection;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;

/// Lets requests through evenly, at most so many a second.
record RateLimitedWire(Wire next, RateLimiter limiter, Connection connection, Pause pause)
    implements Wire {

  static Wire around(Wire next, Connection connection, Pause pause) {
    int rate = connection.rateLimit().requestsPerSecond();
    if (rate == 0) {
      return next;
    }
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(Duration.ofNanos(Math.max(1, 1_000_000_000L / rate)))
            .timeoutDuration(connection.rateLimit().longestWait())
            .build();
    return new RateLimitedWire(next, RateLimiter.of("nomad", config), connection, pause);
  }

  @Override
  public WireResponse send(WireRequest request) {
    long wait = limiter.reservePermission();
    if (wait < 0) {
      throw Faults.notSent(
          Faults.name(request, connection),
          NomadFault.Reason.RATE_LIMITED,
          "our own limit of "
              + connection.rateLimit().requestsPerSecond()
              + " requests a second had no room within "
              + connection.rateLimit().longestWait()
              + "; raise the limit or send less",
          null);
    }
    try {
      pause.sleep(Duration.ofNanos(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Faults.notSent(
          Faults.name(request, connection),
          NomadFault.Reason.INTERRUPTED,
          "interrupted while it waited for its turn",
          e);
    }
    return next.send(request);
  }

  @Override
  public void close() {
    next.close();
  }
}
