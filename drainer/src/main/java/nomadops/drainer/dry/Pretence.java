package nomadops.drainer.dry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.NodeFacts.Allocs;
import nomadops.drainer.plan.NodeFacts.PastDrain;
import nomadops.drainer.plan.NodeFacts.RunningDrain;

/// What a node would look like, had it been done. Pure.
sealed interface Pretence {
  /// When it would have been done.
  Instant at();

  /// The node with it.
  NodeFacts on(NodeFacts node);

  /// It takes no new work.
  record Cordoned(Instant at) implements Pretence {
    @Override
    public NodeFacts on(NodeFacts node) {
      return with(node, false, node.drain(), node.lastDrain(), node.allocs());
    }
  }

  /// Its drain is over and it is empty: how long that would take nobody knows, so it is not waited
  /// for.
  record Drained(Map<String, String> meta, Instant at) implements Pretence {
    public Drained {
      meta = Map.copyOf(meta);
    }

    @Override
    public NodeFacts on(NodeFacts node) {
      PastDrain over = new PastDrain("complete", at, at, meta);
      Allocs none = new Allocs(List.of(), Duration.ZERO, Optional.of(at));
      return with(node, false, Optional.empty(), Optional.of(over), Optional.of(none));
    }
  }

  /// It takes work again.
  record Restored(Instant at) implements Pretence {
    @Override
    public NodeFacts on(NodeFacts node) {
      Optional<PastDrain> ended =
          node.lastDrain()
              .map(last -> new PastDrain("canceled", last.startedAt(), at, last.meta()));
      return with(node, true, Optional.empty(), ended, node.allocs());
    }
  }

  private static NodeFacts with(
      NodeFacts node,
      boolean eligible,
      Optional<RunningDrain> drain,
      Optional<PastDrain> lastDrain,
      Optional<Allocs> allocs) {
    return new NodeFacts(
        node.id(),
        node.name(),
        node.nodeClass(),
        node.status(),
        eligible,
        drain,
        lastDrain,
        node.modifyIndex(),
        allocs);
  }
}
