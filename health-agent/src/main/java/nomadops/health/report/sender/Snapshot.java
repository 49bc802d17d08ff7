package nomadops.health.report.sender;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import nomadops.health.agent.Courses;
import nomadops.health.report.CheckReport;

/// What a report says of what is believed at one moment. Pure.
final class Snapshot {
  private Snapshot() {}

  /// @param tick now, by the ticker that the courses are counted by
  /// @param now the same moment, by the wall's clock
  static Map<String, CheckReport> of(Map<String, Courses.Belief> beliefs, long tick, Instant now) {
    Map<String, CheckReport> checks = new TreeMap<>();
    beliefs.forEach((check, belief) ->
        checks.put(
            check,
            new CheckReport(
                belief.course().verdict(),
                now.minusNanos(tick - belief.course().since()),
                belief.because().reason(),
                belief.because().failedTargets())));
    return checks;
  }
}
