package nomadops.gc.policy;

import java.time.Duration;
import nomadops.gc.policy.Retention.KeepFor;
import nomadops.gc.policy.Retention.KeepForever;

/// How far a job's own meta may go. A wish below `min` is raised to it; one above `max`, or for
/// ever when that is not allowed, is lowered to `max`.
public record MetaLimits(Duration min, Duration max, boolean forever) {
  public static final MetaLimits DEFAULT =
      new MetaLimits(Duration.ofMinutes(1), Duration.ofDays(3650), true);

  public MetaLimits {
    if (min.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "the least keep-for " + min + " is above the greatest " + max);
    }
  }

  Retention clamp(Retention wish) {
    return switch (wish) {
      case KeepForever() -> forever ? wish : new KeepFor(max);
      case KeepFor(Duration time) when time.compareTo(min) < 0 -> new KeepFor(min);
      case KeepFor(Duration time) when time.compareTo(max) > 0 -> new KeepFor(max);
      case KeepFor _, Retention.KeepAsDefault() -> wish;
    };
  }
}
