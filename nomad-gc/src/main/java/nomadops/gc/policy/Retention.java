package nomadops.gc.policy;

import java.time.Duration;

/// How long a rule keeps a job.
public sealed interface Retention {
  /// For a time after the job's last activity.
  record KeepFor(Duration time) implements Retention {
    public KeepFor {
      if (time.isNegative()) {
        throw new IllegalArgumentException("keep-for is negative: " + time);
      }
    }
  }

  record KeepForever() implements Retention {}

  /// As long as jobs that no rule is about: for a rule that counts runs and names no time.
  record KeepAsDefault() implements Retention {}
}
