package nomadops.drainer.lifecycle;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Terms from the numbers that DescribeLifecycleHooks gives, in seconds.
final class AwsTerms {
  /// What AWS takes when a hook is made without one.
  private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private static final int MOST_TIMEOUTS = 100;

  private AwsTerms() {}

  /// @param global 48 hours or 100 heartbeat timeouts, whichever is less, when AWS does not say
  static HookTerms of(
      @Nullable Integer heartbeat, @Nullable Integer global, @Nullable String otherwise) {
    Duration timeout = seconds(heartbeat).orElse(DEFAULT_TIMEOUT);
    Duration computed = timeout.multipliedBy(MOST_TIMEOUTS);
    Duration most = computed.compareTo(OpenHook.LONGEST) < 0 ? computed : OpenHook.LONGEST;
    // ABANDON is AWS's own default.
    HookResult result = "CONTINUE".equals(otherwise) ? HookResult.CONTINUE : HookResult.ABANDON;
    return new HookTerms(timeout, seconds(global).orElse(most), result);
  }

  private static Optional<Duration> seconds(@Nullable Integer seconds) {
    return Optional.ofNullable(seconds).filter(s -> s > 0).map(Duration::ofSeconds);
  }
}
