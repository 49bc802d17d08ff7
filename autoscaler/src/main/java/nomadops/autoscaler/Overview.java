package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import nomadops.autoscaler.capacity.TemplateText;
import nomadops.autoscaler.capacity.Templates;
import nomadops.autoscaler.demand.Assignment;
import nomadops.autoscaler.demand.Queue;
import nomadops.autoscaler.demand.QueueSight;
import nomadops.autoscaler.demand.Queued;
import nomadops.autoscaler.demand.ShapeBook;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pack.Packing;
import nomadops.autoscaler.policy.wait.Release;
import nomadops.autoscaler.shape.Feasibility;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.view.ClusterSight;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// Makes of what is seen of the cluster what each pool's decision needs: its nodes, what a new one
/// would be, what of the queue is its own. For one thread.
final class Overview {
  private static final Templates TEMPLATES =
      new Templates((where, profile) -> Feasibility.refusal(where, profile).isEmpty());

  private final List<PoolSetup> pools;
  private final Queue queue;
  private final ShapeBook book;

  /// @param pools in the order in which they are offered work
  Overview(List<PoolSetup> pools, Queue queue, ShapeBook book) {
    this.pools = List.copyOf(pools);
    this.queue = queue;
    this.book = book;
  }

  /// The part of one pool.
  ///
  /// @param learnt the template that is worth keeping; empty when no node tells one
  record Part(
      List<PoolNode> nodes,
      Optional<Template> template,
      Optional<String> learnt,
      List<QueuedGroup> queued,
      List<Release> releases) {
    Part {
      nodes = List.copyOf(nodes);
      queued = List.copyOf(queued);
      releases = List.copyOf(releases);
    }
  }

  /// The parts of all pools, and what of the queue is no pool's.
  record Parts(Map<String, Part> byPool, List<Unscalable> skipped) {
    Parts {
      byPool = Map.copyOf(byPool);
      skipped = List.copyOf(skipped);
    }
  }

  /// What there is now.
  ///
  /// @param kept by pool: the template that was kept from former times
  /// @param schedulerBound with more evaluations than this before it, the scheduler is behind
  Parts of(ClusterSight sight, Map<String, String> kept, int schedulerBound, Instant now) {
    Queued queued = queue.read(queueSight(sight, schedulerBound), now);
    List<GroupShape> system = systemShapes(sight, now);
    Map<String, List<PoolNode>> nodes = new LinkedHashMap<>();
    Map<String, Optional<Template>> templates = new LinkedHashMap<>();
    List<Assignment.Offer> offers = new ArrayList<>();
    for (PoolSetup pool : pools) {
      List<PoolNode> own = sight.nodes(pool.scope());
      Optional<Templates.Remembered> former =
          Optional.ofNullable(kept.get(pool.name())).flatMap(TemplateText::read);
      Optional<Template> template = TEMPLATES.of(own, former, pool.configured(), system);
      nodes.put(pool.name(), own);
      templates.put(pool.name(), template);
      offers.add(new Assignment.Offer(pool.name(), template));
    }
    Assignment assignment = Assignment.of(queued.wanted(), offers);
    List<Unscalable> skipped = new ArrayList<>(queued.skipped());
    skipped.addAll(assignment.skipped());
    Map<String, Part> parts = new HashMap<>();
    for (PoolSetup pool : pools) {
      List<PoolNode> own = nodes.getOrDefault(pool.name(), List.of());
      Optional<Template> template = templates.getOrDefault(pool.name(), Optional.empty());
      parts.put(
          pool.name(),
          new Part(
              own,
              template,
              TEMPLATES.remember(own).map(TemplateText::write),
              assignment.byPool().getOrDefault(pool.name(), List.of()),
              releases(own, template, now)));
    }
    return new Parts(parts, skipped);
  }

  private static QueueSight queueSight(ClusterSight sight, int schedulerBound) {
    Map<JobKey, Evaluation> blocked = new HashMap<>();
    Set<JobKey> pending = new HashSet<>();
    for (Evaluation evaluation : sight.evaluations()) {
      JobKey job = new JobKey(evaluation.namespace(), evaluation.jobId());
      if (evaluation.status().equals("blocked")) {
        blocked.put(job, evaluation);
      } else {
        pending.add(job);
      }
    }
    return new QueueSight(
        List.copyOf(sight.jobs().values()),
        sight.placed(),
        blocked,
        pending,
        sight.pressure().brokerPaused(),
        sight.pressure().pendingEvals() > schedulerBound);
  }

  /// What system jobs will take of every new node.
  private List<GroupShape> systemShapes(ClusterSight sight, Instant now) {
    List<GroupShape> shapes = new ArrayList<>();
    for (JobStub job : sight.jobs().values()) {
      boolean comesWithNodes = job.type().equals("system") || job.type().equals("sysbatch");
      if (comesWithNodes
          && !job.stop()
          && !job.periodic()
          && !job.parameterized()
          && book.shapes(job, OptionalLong.empty(), now)
              instanceof ShapeBook.Entry.Known(List<GroupShape> groups)) {
        shapes.addAll(groups);
      }
    }
    return shapes;
  }

  /// Work that is expected to end. Of a node only the last end is known; the others are taken to be
  /// spread evenly before it.
  private static List<Release> releases(
      List<PoolNode> nodes, Optional<Template> template, Instant now) {
    List<Release> releases = new ArrayList<>();
    if (template.isEmpty()) {
      return releases;
    }
    for (PoolNode node : nodes) {
      if (node.takesWork() && node.busyUntil().isPresent() && node.allocations() > 0) {
        Duration last = Duration.between(now, node.busyUntil().get());
        double each = Packing.share(node.used(), template.get().empty()) / node.allocations();
        int steps = Math.min(node.allocations(), 8);
        for (int i = 1; i <= steps; i++) {
          releases.add(
              new Release(
                  last.multipliedBy(i).dividedBy(steps), each * node.allocations() / steps));
        }
      }
    }
    return releases;
  }
}
