package nomadops.autoscaler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.capacity.TemplateText;
import nomadops.autoscaler.capacity.Templates;
import nomadops.autoscaler.demand.Assignment;
import nomadops.autoscaler.demand.PoolOffer;
import nomadops.autoscaler.demand.Queue;
import nomadops.autoscaler.demand.Runtimes;
import nomadops.autoscaler.demand.ShapeBook;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.shape.Feasibility;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.view.ClusterSight;
import nomadops.client.model.JobStub;

/// Makes of what is seen of the cluster what each pool's decision needs: its nodes, what a new one
/// would be, what of the queue is its own. For one thread.
final class Overview {
  private static final Templates TEMPLATES =
      new Templates((where, profile) -> Feasibility.refusal(where, profile).isEmpty());

  private final List<PoolSetup> pools;
  private final ShapeBook book;
  private final SystemShapes system;
  private final Runtimes runtimes;

  /// @param pools in the order in which they are offered work
  Overview(List<PoolSetup> pools, ShapeBook book, SystemShapes system, Runtimes runtimes) {
    this.pools = List.copyOf(pools);
    this.book = book;
    this.system = system;
    this.runtimes = runtimes;
  }

  /// The part of one pool.
  ///
  /// @param learnt the template that is worth keeping; empty when no node tells one
  record Part(
      List<PoolNode> nodes,
      Optional<Template> template,
      Optional<String> learnt,
      List<QueuedGroup> queued) {
    Part {
      nodes = List.copyOf(nodes);
      queued = List.copyOf(queued);
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
  Parts of(ClusterSight sight, Map<String, String> kept, Instant now) {
    Collection<JobStub> jobs = sight.jobs().values();
    Queue.Reading queued =
        Queue.read(
            jobs,
            sight.placed(),
            sight.evaluations(),
            book.shapes(jobs, now),
            sight.pressure(),
            runtimes,
            now);
    List<GroupShape> comeWithNodes = system.of(jobs);
    Map<String, List<PoolNode>> nodes = new LinkedHashMap<>();
    Map<String, Optional<Template>> templates = new LinkedHashMap<>();
    List<PoolOffer> offers = new ArrayList<>();
    for (PoolSetup pool : pools) {
      List<PoolNode> own = sight.nodes(pool.scope());
      Optional<Templates.Remembered> former =
          Optional.ofNullable(kept.get(pool.name())).flatMap(TemplateText::read);
      Optional<Template> template = TEMPLATES.of(own, former, pool.configured(), comeWithNodes);
      nodes.put(pool.name(), own);
      templates.put(pool.name(), template);
      offers.add(new PoolOffer(pool.name(), template));
    }
    Assignment assignment = Assignment.assign(queued.wanted(), offers);
    List<Unscalable> skipped = new ArrayList<>(queued.skipped());
    skipped.addAll(assignment.unscalable());
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
              assignment.byPool().getOrDefault(pool.name(), List.of())));
    }
    return new Parts(parts, skipped);
  }

  /// When what was seen was so.
  static PoolFacts.Freshness freshness(ClusterSight sight) {
    Instant jobs = sight.jobsRead().asOf().orElse(Instant.EPOCH);
    Instant evals = sight.evaluationsRead().asOf().orElse(Instant.EPOCH);
    Optional<String> trouble =
        List.of(sight.jobsRead(), sight.evaluationsRead(), sight.nodesRead()).stream()
            .map(ClusterSight.Input::trouble)
            .filter(text -> !text.isEmpty())
            .findFirst();
    return new PoolFacts.Freshness(
        jobs.isBefore(evals) ? jobs : evals,
        sight.nodesRead().asOf().orElse(Instant.EPOCH),
        trouble);
  }
}
