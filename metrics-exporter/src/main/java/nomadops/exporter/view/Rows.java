package nomadops.exporter.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Deployment;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.exporter.reading.Observations;
import nomadops.exporter.row.AllocRow;
import nomadops.exporter.row.DeploymentRow;
import nomadops.exporter.row.EvalRow;
import nomadops.exporter.row.JobRow;
import nomadops.exporter.row.NodeRow;
import nomadops.exporter.row.Words;
import nomadops.exporter.tally.Contributions;
import nomadops.exporter.tally.Tally;
import nomadops.exporter.tally.Wanted;
import org.jspecify.annotations.Nullable;

/// All rows, and what follows from their changes.
///
/// Not safe for several threads.
final class Rows {
  final Tally tally = new Tally();
  final DeadJobs dead;
  final Capacity capacity = new Capacity();
  final Happenings happenings;
  final Map<Kind, Table<?, ?>> tables;

  private final Words words = new Words();
  private final Contributions contributions;
  private final Table<JobKey, JobRow> jobs;
  private final Table<String, EvalRow> evaluations;
  private final Table<String, AllocRow> allocations;
  private final Table<String, NodeRow> nodes;
  private final Table<String, DeploymentRow> deployments;

  /// Evaluations that a scheduler or room is awaited for: few, and looked at at every reading.
  private final Map<String, EvalRow> waiting = new HashMap<>();

  /// Nodes that drain: few, too.
  private final Map<String, NodeRow> draining = new HashMap<>();

  /// How many jobs each namespace has.
  private final Map<String, Integer> namespaces = new HashMap<>();

  Rows(Wanted wanted, Observations observations) {
    contributions = new Contributions(tally, wanted);
    happenings = new Happenings(contributions, observations);
    JobActivity activity = new JobActivity();
    dead = DeadJobs.following(activity);
    jobs =
        new Table<>((before, after) -> {
          moved(before, after, contributions::job);
          dead.job(before, after);
          moved(before, after, this::inNamespace);
        });
    nodes =
        new Table<>((before, after) -> {
          moved(before, after, contributions::node);
          capacity.node(before, after);
          moved(before, after, this::drains);
        });
    deployments = new Table<>((before, after) -> moved(before, after, contributions::deployment));
    evaluations =
        new Table<>((before, after) -> {
          moved(before, after, contributions::evaluation);
          activity.evaluation(before, after);
          moved(before, after, this::waits);
        });
    allocations =
        new Table<>((before, after) -> {
          moved(before, after, contributions::allocation);
          activity.allocation(before, after);
          capacity.allocation(before, after);
        });
    tables =
        Map.of(
            Kind.JOB,
            jobs,
            Kind.NODE,
            nodes,
            Kind.EVALUATION,
            evaluations,
            Kind.ALLOCATION,
            allocations,
            Kind.DEPLOYMENT,
            deployments);
  }

  private interface Contribution<R> {
    void add(R row, int sign);
  }

  private static <R> void moved(
      @Nullable R before, @Nullable R after, Contribution<R> contribution) {
    if (before != null) {
      contribution.add(before, -1);
    }
    if (after != null) {
      contribution.add(after, 1);
    }
  }

  private void waits(EvalRow eval, int sign) {
    if (sign < 0) {
      waiting.remove(eval.id());
    } else if (!eval.isTerminal()) {
      waiting.put(eval.id(), eval);
    }
  }

  private void drains(NodeRow node, int sign) {
    if (sign < 0) {
      draining.remove(node.id());
    } else if (node.drain()) {
      draining.put(node.id(), node);
    }
  }

  private void inNamespace(JobRow job, int sign) {
    String namespace = job.key().namespace();
    if (namespaces.merge(namespace, sign, Integer::sum) == 0) {
      namespaces.remove(namespace);
    }
  }

  /// Those that have jobs.
  Set<String> namespaces() {
    return namespaces.keySet();
  }

  Table<?, ?> table(Kind kind) {
    Table<?, ?> table = tables.get(kind);
    if (table == null) {
      throw new IllegalStateException("no table of " + kind);
    }
    return table;
  }

  /// Other things are wanted: all is summed anew.
  void want(Wanted other) {
    tally.forgetGauges();
    contributions.want(other);
    jobs.forEach((_, row) -> contributions.job(row, 1));
    evaluations.forEach((_, row) -> contributions.evaluation(row, 1));
    allocations.forEach((_, row) -> contributions.allocation(row, 1));
    nodes.forEach((_, row) -> contributions.node(row, 1));
    deployments.forEach((_, row) -> contributions.deployment(row, 1));
  }

  /// A row of a list: whether it told something that was not known.
  boolean listed(JobStub stub) {
    JobRow row = JobRow.of(stub, words);
    return jobs.listed(row.key(), stub.modifyIndex(), row);
  }

  boolean listed(NodeStub stub) {
    return nodes.listed(
        stub.id(), stub.modifyIndex(), NodeRow.of(stub, nodes.get(stub.id()), words));
  }

  boolean listed(Evaluation eval) {
    EvalRow before = evaluations.get(eval.id());
    EvalRow row = EvalRow.of(eval, words);
    boolean news = evaluations.listed(eval.id(), eval.modifyIndex(), row);
    if (news) {
      happenings.evaluation(before, row);
    }
    return news;
  }

  boolean listed(AllocationStub stub) {
    AllocRow before = allocations.get(stub.id());
    AllocRow row = AllocRow.of(stub, before, words);
    boolean news = allocations.listed(stub.id(), stub.modifyIndex(), row);
    if (news) {
      happened(stub.id(), before, row);
    }
    return news;
  }

  boolean listed(Deployment deployment) {
    DeploymentRow before = deployments.get(deployment.id());
    DeploymentRow row = DeploymentRow.of(deployment, words);
    boolean news = deployments.listed(deployment.id(), deployment.modifyIndex(), row);
    if (news) {
      happenings.deployment(before, row);
    }
    return news;
  }

  void told(Job job) {
    JobRow before = jobs.get(job.key());
    Map<String, Integer> queued = before == null ? Map.of() : before.queued();
    boolean _ = jobs.put(job.key(), job.modifyIndex(), JobRow.of(job, queued, words));
  }

  void jobGone(JobKey key, long index) {
    jobs.gone(key, index);
  }

  void told(Node node) {
    boolean _ = nodes.put(node.id(), node.modifyIndex(), NodeRow.of(node, words));
  }

  void nodeGone(String id, long index) {
    nodes.gone(id, index);
  }

  void told(Evaluation eval) {
    EvalRow before = evaluations.get(eval.id());
    EvalRow row = EvalRow.of(eval, words);
    if (evaluations.put(eval.id(), eval.modifyIndex(), row)) {
      happenings.evaluation(before, row);
      queued(eval);
    }
  }

  void told(AllocationStub stub) {
    AllocRow before = allocations.get(stub.id());
    AllocRow row = AllocRow.of(stub, before, words);
    if (allocations.put(stub.id(), stub.modifyIndex(), row)) {
      happened(stub.id(), before, row);
      if (before == null && row.client().equals("pending")) {
        placed(row);
      }
    }
  }

  void told(Deployment deployment) {
    DeploymentRow before = deployments.get(deployment.id());
    DeploymentRow row = DeploymentRow.of(deployment, words);
    if (deployments.put(deployment.id(), deployment.modifyIndex(), row)) {
      happenings.deployment(before, row);
    }
  }

  private void happened(String id, @Nullable AllocRow before, AllocRow row) {
    JobRow job = jobs.get(new JobKey(row.namespace(), row.jobId()));
    happenings.allocation(
        id, before, row, job == null ? "unknown" : job.type(), evaluations.get(row.evalId()));
  }

  /// A summary's queue has no event of its own: the server copies it from each evaluation that has
  /// one (`UpsertEvals`, `state_store.go`, 1.7 to 2.0).
  private void queued(Evaluation eval) {
    if (eval.queuedAllocations().isEmpty() || eval.jobId().isEmpty()) {
      return;
    }
    JobKey key = new JobKey(eval.namespace(), eval.jobId());
    JobRow job = jobs.get(key);
    if (job == null) {
      return;
    }
    Map<String, Integer> queued = new HashMap<>(job.queued());
    eval.queuedAllocations().forEach((group, n) -> queued.put(words.word(group), n));
    queued.values().removeIf(n -> n <= 0);
    amend(key, job, queued);
  }

  /// An allocation that is placed waits no more (`updateSummaryWithAlloc`, `state_store.go`).
  private void placed(AllocRow row) {
    JobKey key = new JobKey(row.namespace(), row.jobId());
    JobRow job = jobs.get(key);
    if (job != null && job.queued().containsKey(row.group())) {
      Map<String, Integer> queued = new HashMap<>(job.queued());
      queued.computeIfPresent(row.group(), (_, n) -> n > 1 ? n - 1 : null);
      amend(key, job, queued);
    }
  }

  private void amend(JobKey key, JobRow job, Map<String, Integer> queued) {
    if (!queued.equals(job.queued())) {
      jobs.amend(key, job.withQueued(queued));
    }
  }

  Iterable<EvalRow> waiting() {
    return waiting.values();
  }

  Iterable<NodeRow> draining() {
    return draining.values();
  }

  void eachNode(Consumer<NodeRow> visitor) {
    nodes.forEach((_, node) -> visitor.accept(node));
  }
}
