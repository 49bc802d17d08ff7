package nomadops.autoscaler.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.autoscaler.capacity.Versions;
import nomadops.autoscaler.facts.Pressure;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// What is known of the cluster, and how old each part is. For many threads.
final class Picture {
  private final NodeLedger ledger;
  private final Bell bell;
  private final Versions<Evaluation> evaluations = new Versions<>((_, _, _) -> {});
  private final Followed nodes = new Followed();
  private final Followed evals = new Followed();
  private final Placed placed = new Placed();
  private String detailsTrouble = "";
  private Map<JobKey, JobStub> jobs = Map.of();
  private ClusterSight.Input jobsRead = ClusterSight.Input.NONE;
  private ClusterSight.Input pressureRead = ClusterSight.Input.NONE;
  private boolean leader;
  private boolean brokerPaused;
  private boolean connected;
  private Instant heard = Instant.EPOCH;
  private int epoch;

  Picture(NodeLedger ledger, Bell bell) {
    this.ledger = ledger;
    this.bell = bell;
  }

  /// A part that events keep fresh between lists.
  private static final class Followed {
    private Optional<Instant> listed = Optional.empty();
    private int since = -1;
    private String trouble = ClusterSight.Input.NONE.trouble();

    void list(Instant at, int epoch) {
      listed = Optional.of(at);
      since = epoch;
      trouble = "";
    }
  }

  /// The stream is open, or went on after a gap: what came before may have been missed.
  synchronized void begun(Instant at) {
    connected = true;
    heard = at;
    epoch++;
  }

  synchronized void broken(String why) {
    connected = false;
    nodes.trouble = why;
    evals.trouble = why;
  }

  /// The stream said something.
  synchronized void heard(Instant at) {
    heard = at;
  }

  /// Which stretch of the stream this is; a list that begins now covers all before.
  synchronized int epoch() {
    return epoch;
  }

  synchronized void evaluation(Evaluation eval) {
    if (waits(eval)) {
      evaluations.put(eval.id(), eval.modifyIndex(), eval);
    } else {
      evaluations.gone(eval.id(), eval.modifyIndex());
    }
  }

  static boolean waits(Evaluation eval) {
    return eval.status().equals("blocked") || eval.status().equals("pending");
  }

  /// An event told of this allocation.
  synchronized void allocation(AllocationStub allocation, Instant at) {
    placed.heard(allocation, at);
  }

  synchronized void restart() {
    evaluations.restart();
    ledger.restart();
  }

  /// Nodes and allocations were listed, beginning at `at`.
  synchronized void nodesListed(Instant at, int begunIn) {
    nodes.list(at, begunIn);
  }

  /// All nodes' attributes were read that had to be.
  synchronized void detailsRead() {
    detailsTrouble = "";
  }

  /// Evaluations were listed, beginning at `at`.
  ///
  /// @return false when the list is older than what is known
  synchronized boolean evaluations(
      Map<String, Versions.Row<Evaluation>> rows, long index, Instant at, int begunIn) {
    if (!evaluations.list(rows, index)) {
      return false;
    }
    evals.list(at, begunIn);
    return true;
  }

  synchronized void jobs(Map<JobKey, JobStub> all, Instant at) {
    jobs = Map.copyOf(all);
    jobsRead = new ClusterSight.Input(Optional.of(at), "");
  }

  /// Who leads was asked.
  synchronized void leader(boolean known, Instant at) {
    boolean changed = known != leader;
    leader = known;
    pressureRead = new ClusterSight.Input(Optional.of(at), "");
    if (changed) {
      bell.ring();
    }
  }

  synchronized void broker(boolean paused) {
    if (paused != brokerPaused) {
      brokerPaused = paused;
      bell.ring();
    }
  }

  /// A part could not be read.
  synchronized void trouble(Errand errand, String why) {
    switch (errand) {
      case NODES -> nodes.trouble = why;
      case DETAILS -> detailsTrouble = why;
      case EVALUATIONS -> evals.trouble = why;
      case JOBS -> jobsRead = new ClusterSight.Input(jobsRead.asOf(), why);
      case LEADER, BROKER -> {
        leader = leader && errand == Errand.BROKER;
        pressureRead = new ClusterSight.Input(pressureRead.asOf(), why);
      }
    }
  }

  private ClusterSight.Input input(Followed part, String otherTrouble) {
    boolean follows = connected && part.since == epoch;
    return new ClusterSight.Input(
        part.listed.map(at -> follows && heard.isAfter(at) ? heard : at),
        part.trouble.isEmpty() ? otherTrouble : part.trouble);
  }

  synchronized ClusterSight sight() {
    long version = bell.version();
    List<Evaluation> waiting =
        evaluations.all().values().stream()
            .sorted(Comparator.comparingLong(Evaluation::createIndex).thenComparing(Evaluation::id))
            .toList();
    int pending = (int) waiting.stream().filter(e -> e.status().equals("pending")).count();
    return new ClusterSight(
        version,
        ledger.nodes(),
        jobs,
        placed.unknownTo(jobs.values()),
        waiting,
        new Pressure(brokerPaused, pending, leader),
        input(nodes, detailsTrouble),
        jobsRead,
        input(evals, ""),
        pressureRead);
  }
}
