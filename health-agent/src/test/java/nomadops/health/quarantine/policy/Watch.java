package nomadops.health.quarantine.policy;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.Client.Hand;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Report;

/// Notes what must never happen, knowing how things really are.
final class Watch {
  private final QuarantineWorld world;
  private final ClusterFacts facts;

  Watch(QuarantineWorld world, ClusterFacts facts) {
    this.world = world;
    this.facts = facts;
  }

  /// At what was decided.
  void look(Decision decision) {
    if (Scene.acts(decision) && facts.leaderSince().isEmpty()) {
      note("something is done without a leader", decision);
    }
    if (Scene.acts(decision) && !facts.fresh()) {
      note("something is done on a stale view", decision);
    }
    if (decision instanceof Decision.Quarantine asked) {
      Client client = client(asked.node());
      if (client.report.filter(this::isSick).isEmpty()) {
        note("silence or doubt quarantines a client", decision);
      }
      if (client
          .report
          .map(report -> report.verdicts().get("docker"))
          .filter(verdict -> verdict.health() == Health.FAIL)
          .isEmpty()) {
        note("a fault that the fleet has in common quarantines a client", decision);
      }
    }
  }

  private boolean isSick(Report report) {
    Instant oldest = world.now.minus(world.terms.waits().report());
    return !report.received().isBefore(oldest)
        && report.verdicts().values().stream().anyMatch(v -> v.health() == Health.FAIL);
  }

  /// Before a client is closed by our hand, now or when the request comes.
  void closing(Client client) {
    long ready = in(client.pool, NodeFacts::ready);
    long quarantined =
        world.clients.values().stream()
            .filter(other -> other.pool.equals(client.pool))
            .filter(other -> other == client || isQuarantined(other))
            .count();
    if (100 * quarantined > world.terms.mostShare() * ready) {
      note(
          "more of a pool is quarantined than its budget: %d of %d".formatted(quarantined, ready),
          client.id);
    }
    QuarantineTerms.Fewest fewest = world.terms.fewest();
    least("pool", fewest.inPool(), client, _ -> true);
    least("class", fewest.inClass(), client, node -> node.nodeClass().equals(client.nodeClass));
    least(
        "datacenter",
        fewest.inDatacenter(),
        client,
        node -> node.datacenter().equals(client.datacenter));
  }

  private void least(String what, int fewest, Client closed, Predicate<NodeFacts> same) {
    long left =
        in(
            closed.pool,
            node ->
                same.test(node)
                    && node.takesWork()
                    && !node.id().equals(closed.id)
                    && !isClosed(client(node.id())));
    if (left < fewest) {
      note("fewer of a %s are left by our hand: %d".formatted(what, left), closed.id);
    }
  }

  private boolean isClosed(Client client) {
    return client.isClosedByUs() || world.performer.closing.contains(client.id);
  }

  /// One that we closed and forgot is nobody's.
  private boolean isQuarantined(Client client) {
    return world.performer.closing.contains(client.id)
        || (client.isClosedByUs() && world.records.containsKey(client.id));
  }

  /// Before a client is opened by our hand.
  void opens(Client client) {
    if (client.hand != Hand.OURS) {
      note("a client is opened that is not ours but " + client.hand, client.id);
    }
  }

  private long in(String pool, Predicate<NodeFacts> which) {
    return facts.nodes().stream().filter(n -> n.pool().equals(pool) && which.test(n)).count();
  }

  private Client client(String id) {
    return Objects.requireNonNull(world.clients.get(id));
  }

  private void note(String what, Object where) {
    world.violations.add(world.now + " " + what + ": " + where);
  }
}
