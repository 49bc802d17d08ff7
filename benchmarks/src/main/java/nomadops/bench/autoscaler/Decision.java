package nomadops.bench.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nomadops.autoscaler.demand.Assignment;
import nomadops.autoscaler.demand.PoolOffer;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.policy.PoolPlan;
import nomadops.autoscaler.policy.PoolStep;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;
import nomadops.client.model.JobKey;

/// One decision: 10,000 jobs that wait with one allocation each, of forty shapes; 1,000 nodes, most
/// of them nearly full. From the queue and the nodes as they are known to the moves: assignment to
/// a pool, packing, forecast, limits.
final class Decision {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final int QUEUED = 10_000;
  private static final int NODES = 1_000;
  private static final int SHAPES = 40;
  private static final double BAR_MS = 100;

  private final Log log;
  private final Random random = new Random(1);
  private final NodeProfile profile =
      NodeProfile.of(new Resources(16_000, 65_536, 1_000_000, 64, Resources.ANY_SLOTS, Map.of()));
  private final Template template = new Template(profile, Room.of(profile), "bench");
  private final PoolTerms terms = PoolTerms.usual("bench", 0, 5_000);

  Decision(Log log) {
    this.log = log;
  }

  List<Figure> figures(boolean quick) {
    log.say("deciding on %,d queued allocations and %,d nodes", QUEUED, NODES);
    List<QueuedGroup> queued = queued();
    PoolFacts facts = facts(List.of());
    int rounds = quick ? 100 : 400;
    double[] took = new double[rounds];
    int launched = 0;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      launched = decide(queued, facts);
      took[i] = (System.nanoTime() - start) / 1e6;
    }
    double first = took[0];
    Arrays.sort(took);
    log.say("%d nodes would be launched", launched);
    return List.of(
        Figures.AUTOSCALER.atMost("decision_p99", took[(int) (rounds * 0.99) - 1], "ms", BAR_MS),
        Figures.AUTOSCALER.shown("decision_p50", took[rounds / 2], "ms"),
        Figures.AUTOSCALER.shown("decision_first", first, "ms"));
  }

  private int decide(List<QueuedGroup> queued, PoolFacts facts) {
    Assignment assignment =
        Assignment.assign(queued, List.of(new PoolOffer("bench", Optional.of(template))));
    List<QueuedGroup> own = assignment.byPool().getOrDefault("bench", List.of());
    PoolStep step =
        PoolPlan.step(
            terms,
            PoolState.first(terms, NOW.minusSeconds(600)),
            new PoolFacts(
                own,
                facts.template(),
                facts.nodes(),
                facts.groups(),
                facts.bootLag(),
                facts.bounds(),
                facts.doubts(),
                facts.pressure(),
                facts.freshness(),
                facts.paused(),
                facts.room()),
            NOW);
    return step.account().demand().inTime();
  }

  private List<QueuedGroup> queued() {
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < SHAPES; i++) {
      shapes.add(Shape.of(Resources.of(100 + random.nextInt(8_000), 128 + random.nextInt(20_000))));
    }
    List<QueuedGroup> queued = new ArrayList<>();
    for (int i = 0; i < QUEUED; i++) {
      queued.add(
          new QueuedGroup(
              new JobKey("default", "etl/dispatch-" + i),
              "work",
              shapes.get(random.nextInt(SHAPES)),
              1,
              50,
              NOW.minusSeconds(10 + random.nextInt(60)),
              Optional.of(Duration.ofSeconds(30 + random.nextInt(600)))));
    }
    return queued;
  }

  private PoolFacts facts(List<QueuedGroup> queued) {
    List<PoolNode> nodes = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    Shape work = Shape.of(Resources.of(500, 1_000));
    for (int i = 0; i < NODES; i++) {
      int allocations = 24 + random.nextInt(8);
      members.add(
          new Member(
              "i-" + i, State.IN_SERVICE, true, false, Optional.of(NOW.minusSeconds(7_200))));
      nodes.add(
          new PoolNode(
              "node-" + i,
              "node-" + i,
              Optional.of("i-" + i),
              profile,
              PoolNode.Status.READY,
              true,
              false,
              Room.of(profile).without(work, allocations),
              work.ask().times(allocations),
              allocations,
              Optional.of(NOW.plusSeconds(random.nextInt(600))),
              false,
              NOW.minusSeconds(7_200),
              Optional.empty(),
              Optional.empty()));
    }
    GroupFacts group =
        new GroupFacts(
            "asg", NODES, 0, 5_000, members, List.of(), Optional.empty(), Optional.empty(), NOW);
    return new PoolFacts(
        queued,
        Optional.of(template),
        nodes,
        List.of(GroupSight.of(group)),
        Optional.of(Duration.ofSeconds(90)),
        Bounds.NONE,
        List.of(),
        Pressure.NONE,
        new PoolFacts.Freshness(NOW, NOW, Optional.empty()),
        Optional.empty(),
        Integer.MAX_VALUE);
  }
}
