package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nomadops.client.fault.NomadFault;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.NodeFacts.Alloc;
import nomadops.drainer.plan.NodeFacts.Allocs;
import nomadops.drainer.plan.NodeFacts.PastDrain;
import nomadops.drainer.plan.NodeFacts.RunningDrain;
import nomadops.drainer.plan.Ownership;

/**
 * A Nomad with nodes and nothing else: drains end when nothing runs any more or their time is over.
 * It fails now and then, before or after it acted, and remembers every request that breaks a rule.
 */
final class TinyCluster implements Clients {
  private static final class Node {
    final String id;
    boolean eligible = true;
    String status = "ready";
    Optional<RunningDrain> drain = Optional.empty();
    Optional<PastDrain> last = Optional.empty();
    int running;
    int starts;

    Node(String id, int running) {
      this.id = id;
      this.running = running;
    }
  }

  final List<String> broken = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final Set<String> marked = new HashSet<>();
  private double told;
  private final Map<InstanceId, Node> nodes = new TreeMap<>();
  private final Map<String, Instant> deadlines = new HashMap<>();
  private final Random random;
  private final double faults;
  private Instant now;

  TinyCluster(Random random, double faults, Instant now) {
    this.random = random;
    this.faults = faults;
    this.now = now;
  }

  synchronized void add(InstanceId instance, int running) {
    nodes.put(instance, new Node("node-" + instance.value(), running));
  }

  synchronized void pass(Instant time) {
    now = time;
    for (Node node : nodes.values()) {
      boolean drained = node.last.filter(last -> last.status().equals("complete")).isPresent();
      boolean over =
          node.drain
              .flatMap(RunningDrain::forceDeadline)
              .filter(force -> !time.isBefore(force))
              .isPresent();
      if ((node.drain.isPresent() || drained)
          && node.running > 0
          && random.nextInt(drained ? 4 : 60) == 0) {
        node.running--;
      }
      // At its deadline a drain is over, while what it stopped may still be ending.
      if (node.drain.isPresent() && (over || node.running == 0)) {
        end(node, "complete", false);
      }
    }
  }

  synchronized void operatorCancels(InstanceId instance) {
    Node node = nodes.get(instance);
    if (node != null && node.drain.isPresent()) {
      end(node, "canceled", true);
    }
  }

  private void end(Node node, String status, boolean eligible) {
    node.drain = Optional.empty();
    node.eligible = eligible;
    node.last = node.last.map(last -> new PastDrain(status, last.startedAt(), now, last.meta()));
  }

  synchronized boolean isFree(InstanceId instance) {
    Node node = nodes.get(instance);
    return node == null || (!node.eligible && node.running == 0);
  }

  synchronized int starts(InstanceId instance) {
    return nodes.get(instance).starts;
  }

  @Override
  public synchronized List<NodeFacts> of(InstanceId instance) {
    asked("look");
    failNow("GET node");
    Node node = nodes.get(instance);
    return node == null ? List.of() : List.of(facts(node));
  }

  @Override
  public synchronized List<NodeFacts> heardOf(InstanceId instance) {
    Node node = nodes.get(instance);
    return node == null || told == 0 ? List.of() : List.of(unseen(node));
  }

  @Override
  public synchronized Optional<List<NodeFacts>> heardSinceMarked(InstanceId instance) {
    Node node = nodes.get(instance);
    return node == null || !marked.contains(node.id)
        ? Optional.empty()
        : Optional.of(List.of(unseen(node)));
  }

  private NodeFacts unseen(Node node) {
    NodeFacts known = facts(node);
    return new NodeFacts(
        known.id(),
        known.name(),
        known.nodeClass(),
        known.status(),
        known.eligible(),
        known.drain(),
        known.lastDrain(),
        known.modifyIndex(),
        Optional.empty());
  }

  /**
   * From now on news of its nodes come unasked.
   *
   * @param share of our marks of which it tells
   */
  synchronized TinyCluster tells(double share) {
    told = share;
    return this;
  }

  /** A new process has heard nothing yet. */
  synchronized void forgetWhatWasTold() {
    marked.clear();
  }

  /** What was asked of it so far: look, cordon, drain. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private void asked(String request) {
    if (requests.size() < 1_000) {
      requests.add(request);
    }
  }

  private NodeFacts facts(Node node) {
    List<Alloc> allocs = new ArrayList<>();
    for (int i = 0; i < node.running; i++) {
      allocs.add(new Alloc(node.id + "-" + i, "default", "job", "group", "batch", now));
    }
    return new NodeFacts(
        node.id,
        node.id,
        "",
        node.status,
        node.eligible,
        node.drain,
        node.last,
        1,
        Optional.of(new Allocs(allocs, Duration.ofSeconds(5))));
  }

  @Override
  public synchronized void markIneligible(String nodeId) {
    asked("cordon");
    failNow("PUT eligibility");
    node(nodeId).eligible = false;
    failNow("PUT eligibility, answered too late");
    if (random.nextDouble() < told) {
      marked.add(nodeId);
    }
  }

  @Override
  public synchronized void drain(
      String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta) {
    asked("drain");
    failNow("PUT drain");
    marked.remove(nodeId);
    Node node = node(nodeId);
    Instant budget = Instant.parse(meta.getOrDefault(Ownership.DEADLINE, ""));
    Instant before = deadlines.get(nodeId);
    if (before != null && budget.isAfter(before)) {
      broken.add(nodeId + " got a later deadline: " + before + " -> " + budget);
    }
    if (node.drain.isPresent() && budget.equals(before) && node.running > 0) {
      broken.add(nodeId + " was drained twice for the same");
    }
    deadlines.put(nodeId, budget);
    Optional<Instant> force =
        deadline.isZero()
            ? Optional.empty()
            : Optional.of(deadline.isNegative() ? now : now.plus(deadline));
    if (node.drain.isEmpty()) {
      node.starts++;
    }
    node.eligible = false;
    node.drain = Optional.of(new RunningDrain(now, force, ignoreSystemJobs));
    node.last = Optional.of(new PastDrain("draining", now, now, meta));
    failNow("PUT drain, answered too late");
  }

  @Override
  public synchronized Restored restore(String nodeId, Map<String, String> ours) {
    end(node(nodeId), "canceled", true);
    return new Restored.Done();
  }

  @Override
  public Outcome stopJob(String nodeId, Alloc alloc) {
    throw new UnsupportedOperationException("no policy asks for it");
  }

  @Override
  public Outcome replace(Alloc alloc) {
    throw new UnsupportedOperationException("no policy asks for it");
  }

  @Override
  public Outcome rerun(CutWork cut) {
    throw new UnsupportedOperationException("no policy asks for it");
  }

  private Node node(String nodeId) {
    return nodes.values().stream().filter(n -> n.id.equals(nodeId)).findFirst().orElseThrow();
  }

  private void failNow(String request) {
    if (random.nextDouble() < faults) {
      throw new NomadFault.MaybeApplied(request, request + " broke", null);
    }
  }
}
