package nomadops.gc.gather;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.gc.archive.ArchivedJob;
import nomadops.gc.archive.ArchivedJob.VersionKey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.FaultFacts;
import nomadops.gc.purge.PurgeFact;

/// Reads what is to be kept of a job: the job itself, consistently, its evaluations, and its
/// allocations where the list counted any.
final class Gatherer {
  private final NomadClient nomad;
  private final InstantSource clock;

  Gatherer(NomadClient nomad, InstantSource clock) {
    this.nomad = nomad;
    this.clock = clock;
  }

  Gathered gather(Candidate candidate) throws InterruptedException {
    try {
      return read(candidate);
    } catch (NomadFault fault) {
      return of(FaultFacts.of(fault));
    }
  }

  private Gathered read(Candidate candidate) {
    DeadJob listed = candidate.job();
    Answer<Optional<Job>> answer = nomad.jobs().read(listed.key());
    if (answer.value().isEmpty()) {
      return new Gathered.Over(new PurgeOutcome.AlreadyGone(answer.meta().index().orElse(0)));
    }
    Job job = answer.value().get();
    if (job.modifyIndex() != listed.modifyIndex()
        || job.jobModifyIndex() != listed.jobModifyIndex()) {
      return new Gathered.Over(
          new PurgeOutcome.Changed("it changed at index " + job.modifyIndex()));
    }
    List<Evaluation> evals = nomad.jobs().evaluations(listed.key()).value();
    List<AllocationStub> allocs =
        JobFacts.anyAllocations(listed, evals)
            ? nomad.jobs().allocations(listed.key()).value()
            : List.of();
    return new Gathered.Whole(
        new ArchivedJob(
            new VersionKey(listed.key(), job.modifyIndex()),
            job.createIndex(),
            job.jobModifyIndex(),
            job.version(),
            job.parentId(),
            job.type(),
            listed.allocs().outcome().word(),
            candidate.verdict().rule(),
            job.submittedAt(),
            clock.instant(),
            job.raw(),
            JobFacts.of(listed, evals, allocs)));
  }

  private static Gathered of(PurgeFact fact) {
    if (!(fact instanceof PurgeFact.Fault fault)) {
      throw new IllegalStateException(fact + " is no fault");
    }
    if (fault.forbidden()) {
      return new Gathered.Forbidden(fault.text());
    }
    return fault.strains()
        ? new Gathered.Strained(fault.retryAfter(), fault.text())
        : new Gathered.Over(new PurgeOutcome.Refused(fault.status(), fault.text()));
  }
}
