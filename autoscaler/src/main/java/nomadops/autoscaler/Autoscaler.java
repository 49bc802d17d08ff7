package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.autoscaler.capacity.BootLag;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.memory.Pauses;
import nomadops.autoscaler.memory.Pauses.Pause;
import nomadops.autoscaler.policy.PoolStep;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.source.SizeSources;
import nomadops.autoscaler.view.ClusterSight;
import nomadops.autoscaler.view.ClusterWatch;
import nomadops.client.fault.NomadFault;
import nomadops.runtime.leader.Fence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides on every pool, turn after turn: when the queue or the nodes changed, and at least once
/// in an interval. Only the leader's turns have effects; the others follow the cluster, so that one
/// of them may take over at once.
public final class Autoscaler {
  private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);

  /// Changes come by the hundred a second; a turn for each would help nobody.
  private static final Duration BREATH = Duration.ofSeconds(1);

  private final Parts parts;
  private final Terms terms;
  private final Map<String, ManagedPool> pools = new LinkedHashMap<>();
  private final Overview overview;
  private BootLag bootLag;
  private Map<String, Pause> pauses = Map.of();
  private volatile Map<String, PoolReport> reports = Map.of();
  private volatile List<Unscalable> skipped = List.of();
  private volatile Optional<Instant> lastTurn = Optional.empty();

  /// What it is made of.
  ///
  /// @param pools in any order
  /// @param blind why the token cannot see all work; empty when it can. Nothing is given back then
  public record Parts(
      List<ManagedPool> pools,
      ClusterWatch watch,
      Queues queues,
      Pauses pauses,
      Fence fence,
      Optional<String> blind,
      Observer observer,
      Clockwork time) {
    public Parts {
      pools = List.copyOf(pools);
    }
  }

  /// How it goes about it.
  ///
  /// @param maxNodes of all pools together
  public record Terms(Duration interval, int maxNodes) {}

  public Autoscaler(Parts parts, Terms terms) {
    this.parts = parts;
    this.terms = terms;
    List<ManagedPool> ordered = new ArrayList<>(parts.pools());
    ordered.sort(Comparator.comparingInt((ManagedPool p) -> -p.setup().priority()));
    ordered.forEach(pool -> pools.put(pool.setup().name(), pool));
    this.overview =
        new Overview(
            ordered.stream().map(ManagedPool::setup).toList(),
            parts.queues().book(),
            parts.queues().system(),
            parts.queues().runtimes());
    this.bootLag = BootLag.unmeasured(Duration.ZERO);
  }

  /// Turns until told to stop, or interrupted.
  public void run(BooleanSupplier stop) throws InterruptedException {
    long seen = -1;
    while (!stop.getAsBoolean()) {
      ClusterSight sight = parts.watch().sight();
      if (sight.complete()) {
        seen = sight.version();
        turn(sight);
      }
      parts.time().pause().sleep(BREATH);
      var _ = parts.watch().await(seen, terms.interval().minus(BREATH));
    }
  }

  /// One turn over all pools.
  public void turn(ClusterSight sight) throws InterruptedException {
    Instant now = parts.time().wall().instant();
    boolean leading = parts.fence().mayAct();
    Optional<String> blindToPauses = readPauses(now);
    Map<String, String> kept = new HashMap<>();
    for (ManagedPool pool : pools.values()) {
      if (!leading || !pool.keeper().recalled()) {
        recall(pool, now);
      }
      pool.keeper().keptTemplate().ifPresent(text -> kept.put(pool.setup().name(), text));
    }
    Overview.Parts seen = overview.of(sight, kept, now);
    Map<String, List<GroupSight>> groups = new LinkedHashMap<>();
    int size = 0;
    for (ManagedPool pool : pools.values()) {
      List<GroupSight> sights = pool.groups().read();
      groups.put(pool.setup().name(), sights);
      size += size(sights);
    }
    Map<String, PoolReport> next = new LinkedHashMap<>();
    for (ManagedPool pool : pools.values()) {
      String name = pool.setup().name();
      Overview.Part part = seen.byPool().get(name);
      List<GroupSight> sights = groups.getOrDefault(name, List.of());
      if (part == null) {
        continue;
      }
      learnBootLag(name, part.nodes(), sights);
      PoolFacts facts =
          facts(pool, part, sights, sight, terms.maxNodes() - size, blindToPauses, now);
      PoolReport report = decide(pool, facts, part.learnt(), leading, now);
      size += launched(report);
      next.put(name, report);
      parts.observer().decided(report);
    }
    reports = Map.copyOf(next);
    skipped = seen.skipped();
    lastTurn = Optional.of(now);
    parts.observer().turned(seen.skipped(), Duration.between(now, parts.time().wall().instant()));
  }

  private PoolReport decide(
      ManagedPool pool, PoolFacts facts, Optional<String> learnt, boolean leading, Instant now)
      throws InterruptedException {
    if (leading && pool.keeper().recalled()) {
      PoolKeeper.Turn turn = pool.keeper().turn(facts, learnt, now);
      turn.trouble().ifPresent(why -> LOG.warn("pool {}: {}", pool.setup().name(), why));
      return new PoolReport(
          now, pool.setup().terms(), facts, turn.step(), true, turn.deeds(), turn.trouble());
    }
    PoolStep step = pool.keeper().look(facts, now);
    pool.keeper().standDown();
    Optional<String> why =
        Optional.of(leading ? "what was kept in Nomad is not read yet" : "another process leads");
    return new PoolReport(now, pool.setup().terms(), facts, step, false, List.of(), why);
  }

  private PoolFacts facts(
      ManagedPool pool,
      Overview.Part part,
      List<GroupSight> groups,
      ClusterSight sight,
      int room,
      Optional<String> blindToPauses,
      Instant now)
      throws InterruptedException {
    String name = pool.setup().name();
    SizeSources.Asked asked = pool.setup().sources().ask(now);
    List<String> doubts = new ArrayList<>(asked.doubts());
    parts.blind().ifPresent(doubts::add);
    Optional<Duration> lag =
        bootLag.count(name) > 0 ? Optional.of(bootLag.p90(name)) : Optional.empty();
    return new PoolFacts(
        part.queued(),
        part.template(),
        part.nodes(),
        part.releases(),
        groups,
        lag,
        asked.bounds(),
        doubts,
        sight.pressure(),
        freshness(sight),
        paused(name).or(() -> blindToPauses),
        room);
  }

  private static PoolFacts.Freshness freshness(ClusterSight sight) {
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

  private Optional<String> paused(String pool) {
    return Optional.ofNullable(pauses.getOrDefault(pool, pauses.get(Pauses.ALL)))
        .map(Pause::toString);
  }

  /// An operator may have paused it while nobody could read that.
  private Optional<String> readPauses(Instant now) {
    try {
      pauses = parts.pauses().at(now);
      return Optional.empty();
    } catch (NomadFault fault) {
      return Optional.of("whether an operator has paused it cannot be read: " + fault.getMessage());
    }
  }

  private static void recall(ManagedPool pool, Instant now) {
    try {
      pool.keeper().recall(now);
    } catch (NomadFault | IllegalStateException e) {
      LOG.warn("pool {}: {}", pool.setup().name(), e.getMessage());
    }
  }

  private void learnBootLag(String pool, List<PoolNode> nodes, List<GroupSight> groups) {
    Map<String, Instant> launched = new HashMap<>();
    for (GroupSight sight : groups) {
      for (GroupFacts.Member member : sight.last().map(GroupFacts::members).orElse(List.of())) {
        member.launchedAt().ifPresent(at -> launched.put(member.instance(), at));
      }
    }
    for (PoolNode node : nodes) {
      Optional<Instant> at = node.instance().map(launched::get);
      if (at.isPresent() && node.status() == PoolNode.Status.READY) {
        bootLag = bootLag.with(pool, node.instance().orElseThrow(), at.get(), node.registeredAt());
      }
    }
  }

  private static int size(List<GroupSight> groups) {
    return groups.stream().mapToInt(sight -> sight.last().map(GroupFacts::desired).orElse(0)).sum();
  }

  private static int launched(PoolReport report) {
    return report.step().moves().stream()
        .mapToInt(move -> move instanceof Move.Launch launch ? launch.to() - launch.from() : 0)
        .sum();
  }

  /// The last decision on each pool, by name.
  public Map<String, PoolReport> reports() {
    return reports;
  }

  /// What waited at the last turn and was no pool's.
  public List<Unscalable> skipped() {
    return skipped;
  }

  /// When it last turned; empty before the first time.
  public Optional<Instant> lastTurn() {
    return lastTurn;
  }
}
