package nomadops.drainer.webhook;

import java.time.Duration;
import java.util.function.Predicate;
import nomadops.runtime.config.HostPort;

/// How the webhook is run.
///
/// @param unsigned requests need no signature: only on a loopback address, and without secrets
/// @param window how far a request's timestamp may be from our clock, either way
/// @param patience how long a request waits for its notices to be safe before it is answered
///   `noted`
/// @param concurrent requests at once; more are sent away. Half of them may wait
/// @param bodyTime how long a body may take to arrive
public record WebhookTerms(
    HostPort address,
    Secrets secrets,
    boolean unsigned,
    Duration window,
    Duration patience,
    int concurrent,
    Duration bodyTime) {
  /// The JDK's server ends an answer after 30 s (see `Webhook`).
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  public WebhookTerms {
    within("window", window, Duration.ofSeconds(1), Duration.ofHours(1), "5m");
    within("patience", patience, Duration.ZERO, LONGEST_WAIT, "10s");
    within("body time", bodyTime, Duration.ofMillis(1), Duration.ofMinutes(1), "5s");
    if (concurrent < 1 || concurrent > 1_000) {
      throw new IllegalArgumentException(
          "webhook concurrent is " + concurrent + ", it should be from 1 to 1000, e.g. 128");
    }
  }

  /// Five minutes either way, ten seconds of waiting, 128 requests, five seconds for a body.
  public static WebhookTerms signed(HostPort address, Secrets secrets) {
    return normal(address, secrets, false);
  }

  /// The same for whoever reaches a loopback address.
  public static WebhookTerms unsigned(HostPort address) {
    return normal(address, Secrets.NONE, true);
  }

  private static WebhookTerms normal(HostPort address, Secrets secrets, boolean unsigned) {
    return new WebhookTerms(
        address,
        secrets,
        unsigned,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        128,
        Duration.ofSeconds(5));
  }

  /// How many requests may wait: the others are for taking more notices.
  int mayWait() {
    return Math.max(1, concurrent / 2);
  }

  /// Refuses what would let anybody drain nodes.
  ///
  /// @param isLoopback tells whether a host is this machine alone
  /// @throws IllegalArgumentException that says what to do
  void check(Predicate<String> isLoopback) {
    if (secrets.isEmpty() && !unsigned) {
      throw new IllegalArgumentException(
          "the webhook on "
              + address
              + " has no secret, so anybody could drain nodes; give one (e.g. what \"openssl rand"
              + " -hex 32\" prints), or bind it to 127.0.0.1 and say that it is unsigned on"
              + " purpose");
    }
    if (unsigned && !secrets.isEmpty()) {
      throw new IllegalArgumentException(
          "the webhook has " + secrets + " and is to be unsigned; take one of them away");
    }
    if (unsigned && !isLoopback.test(address.host())) {
      throw new IllegalArgumentException(
          "an unsigned webhook must be bound to a loopback address such as 127.0.0.1:"
              + address.port()
              + ", not to "
              + address
              + ": anybody could drain nodes");
    }
  }

  private static void within(
      String field, Duration value, Duration least, Duration most, String example) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "webhook "
              + field
              + " is "
              + value
              + ", it should be from "
              + least
              + " to "
              + most
              + ", e.g. "
              + example);
    }
  }
}
