package nomadops.health.report;

import java.time.Instant;
import java.util.Set;
import nomadops.health.check.Health;

/// What a report says of one check.
///
/// @param status the verdict, not the last finding
/// @param since when it has been that, by the client's clock
/// @param reason a sentence for people
/// @param failedTargets what outside of the client did not answer; told of `fail` alone
public record CheckReport(Health status, Instant since, String reason, Set<String> failedTargets) {
  public CheckReport {
    failedTargets = Set.copyOf(failedTargets);
  }
}
