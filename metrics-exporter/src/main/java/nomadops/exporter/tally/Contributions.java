package nomadops.exporter.tally;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.row.AllocRow;
import nomadops.exporter.row.DeploymentRow;
import nomadops.exporter.row.EvalRow;
import nomadops.exporter.row.JobRow;
import nomadops.exporter.row.NodeRow;

/// What each row adds to which sums. A row that changes is taken away as it was and added as it is.
public final class Contributions {
  private final Tally tally;
  private Wanted wanted;
  private final Set<String> begun = new HashSet<>();

  public Contributions(Tally tally, Wanted wanted) {
    this.tally = tally;
    this.wanted = wanted;
  }

  /// Other things are wanted from now on. What was summed before is not undone by this.
  public void want(Wanted other) {
    wanted = other;
    begun.clear();
  }

  /// A job.
  ///
  /// @param sign 1 to add, -1 to take away
  public void job(JobRow job, int sign) {
    String namespace = job.key().namespace();
    if (!wanted.wantsNamespace(namespace)) {
      return;
    }
    add(JobFamilies.JOBS, sign, namespace, job.type(), job.status());
    boolean own = wanted.wantsJob(namespace, job.owner());
    if (own) {
      add(JobFamilies.JOB_STATUS, sign, namespace, job.owner(), job.type(), job.status());
    }
    if (job.isDead()) {
      return;
    }
    for (Map.Entry<String, Integer> waits : job.queued().entrySet()) {
      int n = waits.getValue();
      amount(JobFamilies.QUEUED, sign, n, namespace);
      if (own) {
        amount(JobFamilies.JOB_QUEUED, sign, n, namespace, job.owner(), waits.getKey());
      }
    }
  }

  /// An evaluation.
  ///
  /// @param sign 1 to add, -1 to take away
  public void evaluation(EvalRow eval, int sign) {
    String namespace = eval.namespace();
    if (!wanted.wantsNamespace(namespace)) {
      return;
    }
    add(JobFamilies.EVALUATIONS, sign, namespace, eval.type(), eval.status(), eval.triggeredBy());
    boolean own = !eval.failed().isEmpty() && wanted.wantsJob(namespace, eval.owner());
    for (Map.Entry<String, String> failed : eval.failed().entrySet()) {
      add(JobFamilies.FAILED_GROUPS, sign, namespace, failed.getValue());
      if (own) {
        add(
            JobFamilies.JOB_FAILED_GROUPS,
            sign,
            namespace,
            eval.owner(),
            failed.getKey(),
            failed.getValue());
      }
    }
  }

  /// An allocation.
  ///
  /// @param sign 1 to add, -1 to take away
  public void allocation(AllocRow alloc, int sign) {
    String namespace = alloc.namespace();
    if (!wanted.wantsNamespace(namespace)) {
      return;
    }
    if (begun.add(namespace)) {
      begin(namespace);
    }
    add(JobFamilies.ALLOCATIONS, sign, namespace, alloc.desired(), alloc.client());
    if (wanted.wantsJob(namespace, alloc.owner())) {
      add(
          JobFamilies.JOB_ALLOCATIONS,
          sign,
          namespace,
          alloc.owner(),
          alloc.group(),
          alloc.desired(),
          alloc.client());
    }
  }

  private void begin(String namespace) {
    for (Family family :
        List.of(JobFamilies.RESTARTS, JobFamilies.OOM_KILLS, JobFamilies.RESCHEDULES)) {
      if (wanted.wants(family)) {
        tally.begin(family, namespace);
      }
    }
    for (String end : List.of("complete", "failed", "lost")) {
      if (wanted.wants(JobFamilies.ENDS)) {
        tally.begin(JobFamilies.ENDS, namespace, end);
      }
    }
  }

  /// A client.
  ///
  /// @param sign 1 to add, -1 to take away
  public void node(NodeRow node, int sign) {
    String[] place = node.place();
    add(
        NodeFamilies.NODES,
        sign,
        node.status(),
        node.eligibility(),
        node.drains(),
        place[0],
        place[1],
        place[2],
        node.version());
    if (node.isReady()) {
      for (Map.Entry<String, Boolean> driver : node.drivers().entrySet()) {
        String state = driver.getValue() ? "healthy" : "unhealthy";
        add(NodeFamilies.DRIVERS, sign, driver.getKey(), state, place[0]);
      }
    }
    if (node.takesWork()) {
      amount(NodeFamilies.ALLOCATABLE_CPU, sign, node.cpuHertz(), place);
      amount(NodeFamilies.ALLOCATABLE_MEMORY, sign, node.memoryBytes(), place);
    }
  }

  /// A deployment.
  ///
  /// @param sign 1 to add, -1 to take away
  public void deployment(DeploymentRow deployment, int sign) {
    String namespace = deployment.namespace();
    if (!wanted.wantsNamespace(namespace)) {
      return;
    }
    add(JobFamilies.DEPLOYMENTS, sign, namespace, deployment.status());
    if (deployment.awaitsPromotion()) {
      add(JobFamilies.AWAITING_PROMOTION, sign, namespace);
    }
    if (!deployment.isRunning() || !wanted.wantsJob(namespace, deployment.owner())) {
      return;
    }
    deployment
        .groups()
        .forEach((group, state) -> {
          String[] of = {namespace, deployment.owner(), group};
          deploymentState(sign, state.desired(), "desired", of);
          deploymentState(sign, state.placed(), "placed", of);
          deploymentState(sign, state.healthy(), "healthy", of);
          deploymentState(sign, state.unhealthy(), "unhealthy", of);
          if (state.deadlineSeconds() > 0) {
            amount(JobFamilies.DEPLOYMENT_DEADLINE, sign, (double) state.deadlineSeconds(), of);
          }
        });
  }

  private void deploymentState(int sign, int n, String state, String... of) {
    amount(JobFamilies.DEPLOYMENT_ALLOCATIONS, sign, n, of[0], of[1], of[2], state);
  }

  private void add(Family family, int sign, String... labels) {
    amount(family, sign, 1, labels);
  }

  private void amount(Family family, int sign, double amount, String... labels) {
    if (wanted.wants(family)) {
      tally.add(family, sign * amount, sign, labels);
    }
  }

  /// Something happened.
  public void counted(Family family, long times, String... labels) {
    if (wanted.wantsNamespace(labels[0]) && wanted.wants(family)) {
      tally.count(family, times, labels);
    }
  }

  /// Something happened to a group's allocation.
  public void countedOf(Family family, long times, AllocRow alloc) {
    if (wanted.wantsJob(alloc.namespace(), alloc.owner())) {
      counted(family, times, alloc.namespace(), alloc.owner(), alloc.group());
    }
  }
}
