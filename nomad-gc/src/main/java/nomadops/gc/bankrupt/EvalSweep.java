package nomadops.gc.bankrupt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nomadops.client.EvaluationsDeleted;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.gc.purge.NomadPurgeTarget;

/// Deletes the deregister evaluations that purging made, and no other.
///
/// First by id what this process made. A delete by filter would take ten times as long, since Nomad
/// looks through all evaluations anew for each 728 of them, and leaves some (deleteEvalsByFilter in
/// nomad/eval_endpoint.go, 2.0.5). What is then left of the same kind was made by a process that
/// was killed, or by a user: somebody who stops a job whose own priority is 1. Without that
/// evaluation the stopped job's allocations would run on, and Nomad calls it safe to delete. So
/// each is looked at: it may go when its job is gone and nothing of it is on a client any more.
final class EvalSweep {
  static final String OURS =
      "TriggeredBy == \"job-deregister\" and Status == \"pending\" and Priority == "
          + NomadPurgeTarget.EVAL_PRIORITY;

  private static final int PAGE = 5_000;

  /// One Raft entry each; seven times as many took more than four times as long.
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

  /// One round. Somebody may delete the same meanwhile, so it is repeated until none is left.
  BankruptFact round() throws InterruptedException {
    long before = deleted;
    for (List<String> known = tally.takeEvaluations(CHUNK);
        !known.isEmpty();
        known = tally.takeEvaluations(CHUNK)) {
      if (delete(known) instanceof EvaluationsDeleted.BrokerRunning(String said)) {
        return new BankruptFact.BrokerRuns(said.strip());
      }
    }
    if (count() == 0) {
      left = 0;
      return new BankruptFact.EvaluationsDeleted(deleted - before, 0);
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
    for (int from = 0; from < ours.size(); from += CHUNK) {
      List<String> chunk = List.copyOf(ours.subList(from, Math.min(ours.size(), from + CHUNK)));
      if (delete(chunk) instanceof EvaluationsDeleted.BrokerRunning(String said)) {
        return new BankruptFact.BrokerRuns(said.strip());
      }
    }
    left = Math.max(0, count() - (all.size() - ours.size()));
    return new BankruptFact.EvaluationsDeleted(deleted - before, left);
  }

  /// One that is gone already makes Nomad refuse the whole chunk; the next look finds the others.
  private EvaluationsDeleted delete(List<String> ids) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped");
    }
    try {
      EvaluationsDeleted answer = nomad.evaluations().deleteById(ids);
      if (answer instanceof EvaluationsDeleted.Deleted(long count, long _)) {
        deleted += count;
      }
      return answer;
    } catch (NomadFault.Answered fault) {
      if (fault.isNotFound()) {
        return new EvaluationsDeleted.Deleted(0, 0);
      }
      throw fault;
    }
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
