package nomadops.drainer.drain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nomadops.client.NomadClient;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSummary;
import nomadops.drainer.drain.Clients.Outcome;
import nomadops.drainer.plan.NodeFacts.Alloc;

/// Stops the job of a batch allocation, which is the one way to have it not placed again on every
/// version: stopping the allocation alone places it elsewhere (`Alloc.Stop`, 1.7 to 2.0.5), and so
/// does a drain's deadline before 1.11. Only a job all of which is on this one node is stopped:
/// what runs elsewhere would be stopped with it.
final class JobStop {
  private final NomadClient nomad;

  JobStop(NomadClient nomad) {
    this.nomad = nomad;
  }

  Outcome of(String nodeId, Alloc alloc) throws InterruptedException {
    JobKey key = new JobKey(alloc.namespace(), alloc.job());
    Optional<Job> job = NodeHands.asked(() -> nomad.jobs().read(key).value());
    if (job.isEmpty() || job.get().stop()) {
      return new Outcome.Done("job " + key + " is stopped already");
    }
    if (job.get().version() != alloc.jobVersion()) {
      return new Outcome.Refused("job " + key + " was registered anew since");
    }
    List<AllocationStub> allocs = NodeHands.asked(() -> nomad.jobs().allocations(key).value());
    long others =
        allocs.stream()
            .filter(other -> !other.nodeId().equals(nodeId) && !other.isClientTerminal())
            .count();
    long queued =
        NodeHands.asked(() -> nomad.jobs().summary(key).value()).map(JobStop::queued).orElse(0L);
    if (others + queued > 0) {
      return new Outcome.Refused(
          "%d allocations of job %s run elsewhere or wait, and would be stopped with it"
              .formatted(others + queued, key));
    }
    NodeHands.asked(() -> nomad.jobs().stop(key, OptionalInt.empty()));
    return new Outcome.Done("job " + key + " is stopped");
  }

  private static long queued(JobSummary summary) {
    return summary.groups().values().stream().mapToLong(GroupSummary::queued).sum();
  }
}
