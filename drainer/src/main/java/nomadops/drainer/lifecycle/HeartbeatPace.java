package nomadops.drainer.lifecycle;

import java.time.Duration;
import java.time.Instant;

/// How long to wait before the next call. `jitter` is from 0 to below 1 and spreads the actions of
/// a group that began together.
final class HeartbeatPace {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final int FEW = 16;
  private static final Duration AFTER_DRAINS = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_COMPLETION_RETRY = Duration.ofSeconds(30);
  private static final Duration LONGEST_ASK_RETRY = Duration.ofMinutes(1);

  /// A role is mended by people, in minutes.
  private static final Duration REFUSED_RETRY = Duration.ofMinutes(1);

  private HeartbeatPace() {}

  /// At once, since the timeout runs already, and it tells soon whether we may. But where many
  /// actions have only just begun, the drains go first, and then it is spread over some seconds: a
  /// thousand calls at once would be throttled, and no timeout is shorter than 30 s.
  ///
  /// @param others how many actions are open beside it
  /// @param seed differs from action to action
  static Duration first(Instant noticeAt, int others, int seed, Instant now) {
    boolean fresh = noticeAt.plus(FRESH).isAfter(now);
    return fresh && others >= FEW
        ? AFTER_DRAINS.plusMillis(Math.floorMod(seed, FRESH.toMillis()))
        : Duration.ZERO;
  }

  /// A third of the timeout or up to a quarter less: two may be lost, and a third is still in time.
  static Duration regular(Duration timeout, double jitter) {
    return scaled(timeout.dividedBy(3), 1 - jitter / 4);
  }

  /// Sooner than any regular one: at most a sixth of the timeout.
  static Duration beatRetry(Duration timeout, int failures, double jitter) {
    return spread(doubled(failures, timeout.dividedBy(6)), jitter);
  }

  static Duration askRetry(int failures, double jitter) {
    return spread(doubled(failures, LONGEST_ASK_RETRY), jitter);
  }

  static Duration completionRetry(Duration remaining, int failures, double jitter) {
    return within(remaining, spread(doubled(failures, LONGEST_COMPLETION_RETRY), jitter));
  }

  static Duration refusedCompletionRetry(Duration remaining, double jitter) {
    return within(remaining, spread(REFUSED_RETRY, jitter));
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// At least one more try before the hook ends, but no hammering towards its end.
  private static Duration within(Duration remaining, Duration wait) {
    return max(FIRST_RETRY, min(wait, remaining.dividedBy(2)));
  }

  private static Duration doubled(int failures, Duration most) {
    return min(most, FIRST_RETRY.multipliedBy(1L << Math.min(failures, 12)));
  }

  private static Duration spread(Duration most, double jitter) {
    return scaled(most, (1 + jitter) / 2);
  }

  private static Duration scaled(Duration duration, double by) {
    return Duration.ofMillis(Math.round(duration.toMillis() * by));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
