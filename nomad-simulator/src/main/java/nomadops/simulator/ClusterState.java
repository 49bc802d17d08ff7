package nomadops.simulator;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nomadops.simulator.cluster.ClusterSeeder;
import nomadops.simulator.cluster.Seeder;
import nomadops.simulator.journal.Journal;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.GroupCounts;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeSpec;
import nomadops.simulator.state.State;

/// The back door, on the live cluster.
final class ClusterState implements SimulatorState {
  private final Cluster cluster;
  private final SimulatorOptions options;

  ClusterState(Cluster cluster, SimulatorOptions options) {
    this.cluster = cluster;
    this.options = options;
  }

  private State now() {
    return cluster.store.current();
  }

  @Override
  public long index() {
    return now().index();
  }

  @Override
  public Optional<JobFacts> job(String namespace, String id) {
    return Optional.ofNullable(now().job(namespace, id)).map(ClusterState::facts);
  }

  private static JobFacts facts(JobRow job) {
    return new JobFacts(
        job.namespace(),
        job.id(),
        job.type(),
        job.status(),
        job.stop(),
        job.priority(),
        job.version(),
        job.submitTime(),
        job.createIndex(),
        job.modifyIndex(),
        job.jobModifyIndex());
  }

  @Override
  public int jobs() {
    return now().jobs().size();
  }

  @Override
  public int jobs(String status) {
    return (int) State.values(now().jobs()).filter(job -> job.status().equals(status)).count();
  }

  @Override
  public int evaluations() {
    return now().evals().size();
  }

  @Override
  public int evaluations(String status) {
    return (int) State.values(now().evals()).filter(eval -> eval.status().equals(status)).count();
  }

  @Override
  public int allocations() {
    return now().allocs().size();
  }

  @Override
  public BrokerCounts broker() {
    return new BrokerCounts(
        cluster.broker.ready(),
        cluster.broker.unacked(),
        cluster.broker.pending(),
        cluster.workers.blocked().size());
  }

  @Override
  public int readyAhead(int priority) {
    return cluster.broker.readyAtLeast(priority);
  }

  @Override
  public Journal journal() {
    return cluster.journal;
  }

  @Override
  public void seedDeadJobs(DeadJobSeed seed) {
    GroupCounts counts =
        switch (seed.outcome()) {
          case COMPLETE -> new GroupCounts(0, 1, 0, 0, 0, 0);
          case FAILED -> new GroupCounts(0, 0, 1, 0, 0, 0);
          case LOST -> new GroupCounts(0, 0, 0, 0, 0, 1);
        };
    cluster.seeder.seed(
        new Seeder.Seed(
            seed.count(),
            seed.namespace(),
            seed.idPrefix(),
            seed.type(),
            seed.age().toNanos(),
            seed.spread().toNanos(),
            seed.meta(),
            counts,
            seed.withEvaluations(),
            seed.parent()));
    cluster.afterwards.drain();
  }

  @Override
  public void seed(ClusterSeed seed) {
    cluster.clusterSeeder.seed(
        new ClusterSeeder.Counts(
            seed.nodes(),
            seed.services(),
            seed.running(),
            seed.ended(),
            seed.parents(),
            seed.runningChildren(),
            seed.deadChildren(),
            seed.deadJobs()),
        i -> options.node(String.format(Locale.ROOT, "seeded-%05d", i)));
    cluster.afterwards.drain();
  }

  @Override
  public String register(String jsonBody) {
    String evalId = cluster.jobs.registerAtOnce("default", Json.MAPPER.readTree(jsonBody)).evalId();
    cluster.afterwards.drain();
    return evalId;
  }

  @Override
  public int addNodes(int count) {
    for (int i = 0; i < count; i++) {
      String _ = cluster.nodes.add(options.node("client-" + now().nodes().size()));
    }
    cluster.afterwards.drain();
    return now().nodes().size();
  }

  @Override
  public String addNode(String name, Map<String, String> attributes, Map<String, String> meta) {
    return addNode(options.node(name).withAttributes(attributes).withMeta(meta));
  }

  @Override
  public String addNode(NodeSpec spec) {
    String id = cluster.nodes.add(spec);
    cluster.afterwards.drain();
    return id;
  }

  @Override
  public void retireNode(String nodeId, Duration noticedAfter) {
    cluster.clients.retire(nodeId);
    if (noticedAfter.isZero()) {
      nodeStatus(nodeId, "down");
    } else {
      cluster.clock.after(noticedAfter, () -> notice(nodeId));
    }
  }

  private void notice(String nodeId) {
    if (now().nodes().get(nodeId) != null) {
      cluster.nodes.missed(nodeId);
    }
    cluster.afterwards.drain();
  }

  @Override
  public void removeNode(String nodeId) {
    cluster.clients.retire(nodeId);
    cluster.nodes.purge(nodeId);
  }

  @Override
  public void nodeStatus(String nodeId, String status) {
    cluster.nodes.status(nodeId, status);
  }

  @Override
  public void driverHealth(String nodeId, String driver, boolean detected, boolean healthy) {
    cluster.nodes.driver(nodeId, driver, detected, healthy);
    cluster.afterwards.drain();
  }

  @Override
  public void restartTask(String allocId, boolean oomKilled) {
    cluster.clients.restart(allocId, oomKilled);
  }

  @Override
  public void endTask(String allocId, int exitCode, boolean oomKilled) {
    cluster.clients.end(allocId, exitCode, oomKilled);
  }

  @Override
  public void pinStaleReads() {
    cluster.store.pinStale(true);
  }

  @Override
  public void unpinStaleReads() {
    cluster.store.pinStale(false);
  }
}
