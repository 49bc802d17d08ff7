package nomadops.drainer.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nomadops.client.model.DrainStrategy;
import nomadops.client.model.LastDrain;
import nomadops.client.model.Node;
import nomadops.client.model.PlacedAllocation;
import nomadops.drainer.plan.NodeFacts;

/// Nomad's node and allocations as the plan wants them.
final class Observation {
  private Observation() {}

  /// One node.
  ///
  /// @param placed all allocations of the node; empty when they are not known
  static NodeFacts of(Node node, Optional<List<PlacedAllocation>> placed) {
    return new NodeFacts(
        node.id(),
        node.name(),
        node.nodeClass(),
        node.status(),
        node.schedulingEligibility().equals("eligible"),
        node.drainStrategy().map(strategy -> running(strategy, node)),
        node.lastDrain().map(Observation::past),
        node.modifyIndex(),
        placed.map(Observation::allocs),
        node.lastDrain()
            .flatMap(last -> placed.map(allocs -> Cuts.since(last.startedAt(), allocs)))
            .orElse(List.of()));
  }

  private static NodeFacts.RunningDrain running(DrainStrategy strategy, Node node) {
    // A drain has had a start since Nomad 0.10; older ones that still run are not to be met.
    Instant startedAt =
        strategy
            .startedAt()
            .or(() -> node.lastDrain().map(LastDrain::startedAt))
            .orElse(Instant.EPOCH);
    // A forced drain has no deadline of its own: it was over when it began.
    Optional<Instant> force =
        strategy.deadlineNanos() < 0 ? Optional.of(startedAt) : strategy.forceDeadline();
    return new NodeFacts.RunningDrain(startedAt, force, strategy.ignoreSystemJobs());
  }

  private static NodeFacts.PastDrain past(LastDrain last) {
    return new NodeFacts.PastDrain(last.status(), last.startedAt(), last.updatedAt(), last.meta());
  }

  private static NodeFacts.Allocs allocs(List<PlacedAllocation> placed) {
    List<PlacedAllocation> running = placed.stream().filter(a -> !a.isClientTerminal()).toList();
    Duration longest =
        running.stream()
            .map(PlacedAllocation::stopTime)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Optional<Instant> lastEnded =
        placed.stream().flatMap(a -> a.endedAt().stream()).max(Comparator.naturalOrder());
    return new NodeFacts.Allocs(
        running.stream().map(Observation::alloc).toList(), longest, lastEnded);
  }

  private static NodeFacts.Alloc alloc(PlacedAllocation alloc) {
    return new NodeFacts.Alloc(
        alloc.id(),
        alloc.namespace(),
        alloc.jobId(),
        alloc.taskGroup(),
        alloc.job().type(),
        alloc.job().version(),
        !alloc.desiredStatus().equals("run") || alloc.desiredTransition().migrate(),
        alloc.job().meta(),
        alloc.startedAt());
  }
}
