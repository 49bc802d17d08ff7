package nomadops.gc.bankrupt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;

/// Which evaluations of deregistrations nobody needs: those whose job is gone and of which nothing
/// is on a client any more.
///
/// Without its evaluation a stopped job's allocations would run on, and before 1.8 so would those
/// of a running job that its owner purges; Nomad calls both safe to delete (Eval.Delete, 2.0.5).
/// What is found here holds for as long as the broker is paused: nothing is started meanwhile, and
/// a job that is registered anew has an evaluation of its own.
final class Unneeded {
  /// Up to so many jobs are asked for one by one, since the lists below grow with the cluster.
  static final int FEW = 500;

  private static final int PAGE = 5_000;
  private static final String ON_A_CLIENT =
      "ClientStatus != \"complete\" and ClientStatus != \"failed\" and ClientStatus != \"lost\"";

  private final NomadClient nomad;
  private final Read all;
  private final Crew crew;

  Unneeded(NomadClient nomad, String namespace, Crew crew) {
    this.nomad = nomad;
    this.all = Read.defaults().inNamespace(namespace).withPerPage(PAGE);
    this.crew = crew;
  }

  /// Their ids.
  ///
  /// @param deregistrations evaluations of deregistrations that were listed before this is asked
  List<String> of(List<Evaluation> deregistrations) throws InterruptedException {
    Set<JobKey> jobs = deregistrations.stream().map(Unneeded::job).collect(Collectors.toSet());
    Set<JobKey> needed = jobs.size() <= FEW ? neededOneByOne(jobs) : neededByLists(jobs);
    return deregistrations.stream()
        .filter(evaluation -> !needed.contains(job(evaluation)))
        .map(Evaluation::id)
        .toList();
  }

  private Set<JobKey> neededOneByOne(Set<JobKey> jobs) throws InterruptedException {
    Set<JobKey> needed = ConcurrentHashMap.newKeySet();
    crew.each(
        List.copyOf(jobs),
        job -> {
          if (isThere(job)) {
            needed.add(job);
          }
        });
    return needed;
  }

  private boolean isThere(JobKey job) {
    return nomad.jobs().read(job).value().isPresent()
        || nomad.jobs().allocations(job).value().stream().anyMatch(a -> !a.isClientTerminal());
  }

  private Set<JobKey> neededByLists(Set<JobKey> jobs) throws InterruptedException {
    Set<JobKey> needed = new HashSet<>();
    nomad.jobs().pages(all, (job, _) -> keep(needed, jobs, job.key()));
    nomad
        .allocations()
        .pages(
            all.withFilter(ON_A_CLIENT).with("task_states", "false"),
            (a, _) -> keep(needed, jobs, new JobKey(a.namespace(), a.jobId())));
    return needed;
  }

  private static void keep(Set<JobKey> needed, Set<JobKey> jobs, JobKey job) {
    if (jobs.contains(job)) {
      needed.add(job);
    }
  }

  private static JobKey job(Evaluation evaluation) {
    return new JobKey(evaluation.namespace(), evaluation.jobId());
  }
}
