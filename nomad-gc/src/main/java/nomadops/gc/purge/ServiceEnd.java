package nomadops.gc.purge;

import java.util.List;
import java.util.Optional;
import nomadops.client.model.Deployment;
import nomadops.client.model.JobCounts;

/// Whether a dead service job that nobody stopped is at its end. Nomad calls a job with nothing
/// running `dead` whatever the reason (getJobStatus in nomad/state/state_store.go, 2.0.5), so one
/// that somebody scaled to 0 looks the same as one that failed for good. Pure.
final class ServiceEnd {
  private ServiceEnd() {}

  /// Why it is not; empty if it is.
  static Optional<String> objection(JobCounts counts, List<Deployment> deployments) {
    for (JobCounts.Group group : counts.groups()) {
      if (group.count() == 0) {
        return Optional.of("its group " + group.name() + " is scaled to 0, which is no end");
      }
      if (group.isScaled()) {
        return Optional.of(
            "its group " + group.name() + " has a scaling policy, which may start it again");
      }
    }
    if (counts.groups().isEmpty()) {
      return Optional.of("its groups are not known");
    }
    return deployments.stream()
        .filter(deployment -> !deployment.isTerminal())
        .findFirst()
        .map(deployment -> "its deployment " + deployment.id() + " is " + deployment.status());
  }
}
