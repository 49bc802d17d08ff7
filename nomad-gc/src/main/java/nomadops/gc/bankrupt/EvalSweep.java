package nomadops.gc.bankrupt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nomadops.client.EvaluationsDeleted;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.gc.purge.NomadPurgeTarget;

/// Deletes the deregister evaluations that purging made, and no other.
///
/// They are known by their priority, 1, and all at once by a filter. A user may make such an
/// evaluation, too: by stopping a job whose own priority is 1. Without it the stopped job's
/// allocations would run on, and Nomad calls it safe to delete. So when there are not exactly as
/// many as were made, each is looked at: it may go when it is one that was made here, or when its
/// job is gone and nothing of it is on a client any more.
final class EvalSweep {
  static final String OURS =
      "TriggeredBy == \"job-deregister\" and Status == \"pending\" and Priority == "
          + NomadPurgeTarget.EVAL_PRIORITY;

  private static final int PAGE = 5_000;

  /// As Nomad's own collector takes them in one Raft entry is thousands; a refused chunk is dear.
  private static final int CHUNK = 1_000;

  private final NomadClient nomad;
  private final String namespace;
  private final Crew crew;
  private final Tally tally;
  private long deleted;
  private long left;

  EvalSweep(NomadClient nomad, String namespace, Crew crew, Tally tally) {
    this.nomad = nomad;
    this.namespace = namespace;
    this.crew = crew;
    this.tally = tally;
  }

  /// One round: a delete may leave some, so it is repeated.
  BankruptFact round() throws InterruptedException {
    long there = count();
    if (there == 0) {
      left = 0;
      return new BankruptFact.EvaluationsDeleted(0, 0);
    }
    if (deleted == 0 && tally.madeExactly(there)) {
      return told(nomad.evaluations().deleteByFilter(namespace, OURS), 0);
    }
    List<Evaluation> all = list();
    List<String> ours = Collections.synchronizedList(new ArrayList<>());
    crew.each(
        all,
        evaluation -> {
          if (mayGo(evaluation)) {
            ours.add(evaluation.id());
          }
        });
    if (ours.size() == all.size()) {
      return told(nomad.evaluations().deleteByFilter(namespace, OURS), 0);
    }
    return byId(List.copyOf(ours), all.size() - ours.size());
  }

  private BankruptFact byId(List<String> ours, long others) {
    EvaluationsDeleted last = new EvaluationsDeleted.Deleted(0, 0);
    long sum = 0;
    for (int from = 0; from < ours.size(); from += CHUNK) {
      last =
          nomad.evaluations().deleteById(ours.subList(from, Math.min(ours.size(), from + CHUNK)));
      if (last instanceof EvaluationsDeleted.Deleted(long count, long _)) {
        sum += count;
      } else {
        return told(last, others);
      }
    }
    return told(new EvaluationsDeleted.Deleted(sum, 0), others);
  }

  private BankruptFact told(EvaluationsDeleted answer, long others) {
    return switch (answer) {
      case EvaluationsDeleted.BrokerRunning(String said) ->
          new BankruptFact.BrokerRuns(said.strip());
      case EvaluationsDeleted.Deleted(long count, long _) -> {
        deleted += count;
        left = Math.max(0, count() - others);
        yield new BankruptFact.EvaluationsDeleted(count, left);
      }
    };
  }

  private List<Evaluation> list() throws InterruptedException {
    List<Evaluation> all = new ArrayList<>();
    nomad
        .evaluations()
        .pages(
            Read.defaults().inNamespace(namespace).withFilter(OURS).withPerPage(PAGE),
            (evaluation, _) -> all.add(evaluation));
    return all;
  }

  private boolean mayGo(Evaluation evaluation) throws InterruptedException {
    if (tally.made(evaluation.id())) {
      return true;
    }
    JobKey key = new JobKey(evaluation.namespace(), evaluation.jobId());
    return nomad.jobs().read(key).value().isEmpty()
        && nomad.jobs().allocations(key).value().stream().allMatch(a -> a.isClientTerminal());
  }

  private long count() {
    return nomad
        .evaluations()
        .count(Read.defaults().inNamespace(namespace).withFilter(OURS))
        .value();
  }

  long deleted() {
    return deleted;
  }

  long left() {
    return left;
  }
}
