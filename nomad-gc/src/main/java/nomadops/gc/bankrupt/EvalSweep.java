package nomadops.gc.bankrupt;

import java.util.ArrayList;
import java.util.List;
import nomadops.client.EvaluationsDeleted;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Evaluation;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.gc.intake.PendingEvaluations;

/// Deletes the evaluations of deregistrations that nobody needs: those that purging made, and those
/// that somebody's purge left behind, which may be the very flood.
///
/// First by id what this process made. A delete by filter would take ten times as long, since Nomad
/// looks through all evaluations anew for each 728 of them, and leaves some (deleteEvalsByFilter in
/// nomad/eval_endpoint.go, 2.0.5). What is then left was made by a process that was killed, by a
/// script, or by a user's `nomad job stop`, so it is looked at whether somebody needs it:
/// [Unneeded].
final class EvalSweep {
  private static final int PAGE = 5_000;

  /// One Raft entry each; seven times as many took more than four times as long.
  private static final int CHUNK = 1_000;

  private final NomadClient nomad;
  private final Read pending;
  private final Unneeded unneeded;
  private final Tally tally;
  private long deleted;
  private long left;

  EvalSweep(NomadClient nomad, String namespace, Crew crew, Tally tally) {
    this.nomad = nomad;
    this.pending =
        Read.defaults().inNamespace(namespace).withFilter(PendingEvaluations.DEREGISTRATIONS);
    this.unneeded = new Unneeded(nomad, namespace, crew);
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
    List<String> gone = unneeded.of(all);
    for (int from = 0; from < gone.size(); from += CHUNK) {
      List<String> chunk = List.copyOf(gone.subList(from, Math.min(gone.size(), from + CHUNK)));
      if (delete(chunk) instanceof EvaluationsDeleted.BrokerRunning(String said)) {
        return new BankruptFact.BrokerRuns(said.strip());
      }
    }
    left = Math.max(0, count() - (all.size() - gone.size()));
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
    nomad.evaluations().pages(pending.withPerPage(PAGE), (evaluation, _) -> all.add(evaluation));
    return all;
  }

  private long count() {
    return nomad.evaluations().count(pending).value();
  }

  long deleted() {
    return deleted;
  }

  long left() {
    return left;
  }
}
