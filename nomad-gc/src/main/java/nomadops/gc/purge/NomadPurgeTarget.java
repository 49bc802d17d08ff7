package nomadops.gc.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.JobCounts;
import nomadops.client.model.JobKey;
import nomadops.client.model.PurgeReceipt;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Question;

/// A real Nomad. Deletes with `eval_priority=1`, so that the workers take everybody else's
/// evaluations first.
public final class NomadPurgeTarget implements PurgeTarget {
  /// One blocking query; the evaluation is asked again until it ends or the attempt's patience
  /// does.
  private static final Duration WAIT = Duration.ofSeconds(30);

  /// The event stream may have lost the one event, so Nomad is asked in the end.
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /// The lowest that Nomad takes; 0 would mean "not given" (1.7 to 2.0).
  public static final int EVAL_PRIORITY = 1;

  private final NomadClient nomad;
  private final FinishedEvals finished;

  public NomadPurgeTarget(NomadClient nomad, FinishedEvals finished) {
    this.nomad = nomad;
    this.finished = finished;
  }

  @Override
  public PurgeFact read(JobKey key) throws InterruptedException {
    return asked(() -> {
      Answer<Optional<Job>> answer = nomad.jobs().read(key);
      long index = answer.meta().index().orElse(0);
      return answer
          .value()
          .<PurgeFact>map(job -> new PurgeFact.JobFound(fresh(job, index)))
          .orElseGet(() -> new PurgeFact.JobMissing(index));
    });
  }

  private static FreshJob fresh(Job job, long index) {
    return new FreshJob(
        job.status(),
        job.stop(),
        job.version(),
        job.versionTag().isPresent(),
        job.modifyIndex(),
        job.jobModifyIndex(),
        Math.max(index, job.modifyIndex()));
  }

  @Override
  public PurgeFact details(DeadJob job, Set<Question> open) throws InterruptedException {
    JobKey key = job.key();
    boolean active = open.contains(Question.LAST_ACTIVITY);
    return asked(() -> {
      List<AllocationStub> allocs =
          active || open.contains(Question.ALLOCATIONS)
              ? nomad.jobs().allocations(key).value()
              : List.of();
      List<Evaluation> evals =
          active || open.contains(Question.EVALUATIONS)
              ? nomad.jobs().evaluations(key).value()
              : List.of();
      boolean tagged =
          open.contains(Question.VERSION_TAGS)
              && nomad.jobs().versions(key).value().stream()
                  .anyMatch(v -> v.versionTag().isPresent());
      return new PurgeFact.Details(
          (int) allocs.stream().filter(a -> !a.isClientTerminal()).count(),
          (int) evals.stream().filter(e -> !e.isTerminal()).count(),
          tagged,
          lastActivity(job, allocs, evals),
          open.contains(Question.STILL_WANTED) ? wanted(key) : "");
    });
  }

  private String wanted(JobKey key) {
    return nomad
        .jobs()
        .read(key)
        .value()
        .flatMap(
            job -> ServiceEnd.objection(JobCounts.of(job), nomad.jobs().deployments(key).value()))
        .orElse("");
  }

  private static Instant lastActivity(
      DeadJob job, List<AllocationStub> allocs, List<Evaluation> evals) {
    Instant last = Instant.EPOCH;
    for (AllocationStub alloc : allocs) {
      last = later(job, alloc.modifyIndex(), alloc.modifiedAt(), last);
    }
    for (Evaluation eval : evals) {
      last = later(job, eval.modifyIndex(), eval.modifiedAt(), last);
    }
    return last;
  }

  private static Instant later(DeadJob job, long index, Instant time, Instant last) {
    return index <= job.lastActivityIndex() && time.isAfter(last) ? time : last;
  }

  @Override
  public PurgeFact delete(JobKey key) throws InterruptedException {
    return asked(() -> {
      PurgeReceipt receipt = nomad.jobs().purge(key, OptionalInt.of(EVAL_PRIORITY));
      return new PurgeFact.Receipt(receipt.evalId().orElse(""), receipt.jobModifyIndex());
    });
  }

  @Override
  public PurgeFact awaitEval(JobKey key, String evalId, long index) throws InterruptedException {
    if (!finished.hears(key.namespace())) {
      return asked(() -> seen(nomad.evaluations().read(evalId, index, WAIT)));
    }
    if (finished.await(evalId, SILENCE)) {
      return new PurgeFact.EvalSeen("complete");
    }
    PurgeFact now = asked(() -> seen(nomad.evaluations().read(evalId)));
    if (now instanceof PurgeFact.EvalSeen(String status) && !status.equals("pending")) {
      finished.missed(key.namespace());
      // When it ended is not known, so its latency says nothing.
      return new PurgeFact.WatchEnded("the event stream did not tell of its end");
    }
    return now;
  }

  private static PurgeFact seen(Answer<Optional<Evaluation>> answer) {
    return answer
        .value()
        .<PurgeFact>map(eval -> new PurgeFact.EvalSeen(eval.status()))
        .orElseGet(PurgeFact.EvalGone::new);
  }

  private static PurgeFact asked(Supplier<PurgeFact> request) throws InterruptedException {
    try {
      return request.get();
    } catch (NomadFault fault) {
      return FaultFacts.of(fault);
    }
  }
}
