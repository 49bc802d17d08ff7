package nomadops.gc.job;

import java.util.Locale;

/// A job's scheduler type. [#OTHER] is a type that this version does not know; such a job is never
/// collected.
public enum JobType {
  BATCH,
  SYSBATCH,
  SERVICE,
  SYSTEM,
  OTHER;

  public static JobType parse(String type) {
    return switch (type) {
      case "batch" -> BATCH;
      case "sysbatch" -> SYSBATCH;
      case "service" -> SERVICE;
      case "system" -> SYSTEM;
      default -> OTHER;
    };
  }

  /// True of jobs that end by themselves.
  public boolean endsByItself() {
    return this == BATCH || this == SYSBATCH;
  }

  /// Nomad's own word.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
