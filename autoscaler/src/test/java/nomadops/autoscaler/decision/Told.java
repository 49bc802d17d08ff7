package nomadops.autoscaler.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.policy.PoolStep;
import nomadops.autoscaler.policy.pack.Packed;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.client.model.JobKey;

/// A decision said in few words.
final class Told {
  static final Instant START = Instant.parse("2026-11-27T00:00:00Z");

  private final String pool;
  private final Instant at;
  private final List<QueuedGroup> queued = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final List<Account.Clamp> clamps = new ArrayList<>();
  private List<String> outHolds = List.of();
  private int size;

  private Told(String pool, Instant at) {
    this.pool = pool;
    this.at = at;
  }

  static Told of(String pool, int second) {
    return new Told(pool, START.plusSeconds(second));
  }

  Told size(int machines) {
    size = machines;
    return this;
  }

  Told waits(String job, int count, int seconds) {
    queued.add(
        new QueuedGroup(
            JobKey.inDefault(job),
            "work",
            Shape.of(Resources.of(500, 256)),
            count,
            50,
            at.minusSeconds(seconds),
            Optional.empty()));
    return this;
  }

  Told launches(int from, int to) {
    deeds.add(
        new Deed(new Move.Launch("spot", from, to, "it is needed"), new Outcome.Done("done")));
    return this;
  }

  Told heldBack(String why) {
    outHolds = List.of(why);
    return this;
  }

  Told limited(int before, int after, String why) {
    clamps.add(new Account.Clamp("new nodes", before, after, why));
    return this;
  }

  PoolReport report() {
    PoolTerms terms = PoolTerms.usual(pool, 0, 10);
    Account account =
        new Account(
            at,
            new Account.Strength(size, size, 0, 0, 0, 0),
            Optional.empty(),
            new Account.Demand(
                queued,
                List.of(),
                0,
                new Packed(List.of(), List.of(), List.of()),
                0,
                0,
                Duration.ofMinutes(2)),
            clamps,
            new Account.Need(queued.size(), Optional.empty()),
            outHolds,
            List.of());
    List<PoolNode> nodes = List.of();
    PoolFacts facts =
        new PoolFacts(
            queued,
            Optional.empty(),
            nodes,
            List.of(),
            Optional.empty(),
            Bounds.NONE,
            List.of(),
            Pressure.NONE,
            new PoolFacts.Freshness(at, at, Optional.empty()),
            Optional.empty(),
            100);
    PoolStep step =
        new PoolStep(deeds.stream().map(Deed::move).toList(), PoolState.first(terms, at), account);
    return new PoolReport(at, terms, facts, step, true, deeds, Optional.empty());
  }
}
