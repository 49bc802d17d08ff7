package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.PoolStep;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.source.SizeSources;
import nomadops.autoscaler.view.ClusterSight;
import nomadops.autoscaler.view.ClusterWatch;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.pause.Pauses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides on every pool, turn after turn: when the queue or the nodes changed, and at least once
/// in an interval. Only the leader's turns have effects; the others follow the cluster, so that one
/// of them may take over at once.
public final class Autoscaler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);

  /// Changes come by the hundred a second; a turn for each would help nobody.
  private static final Duration BREATH = Duration.ofSeconds(1);

  private final Parts parts;
  private final Roster roster = new Roster();
  private final BootLags bootLags = new BootLags();
  private final Succession succession;
  private final PauseBook pauses;
  private Overview overview;
  private volatile Terms terms;
  private volatile Set<String> names = Set.of();
  private volatile Map<String, Integer> leaving = Map.of();
  private volatile Map<String, PoolReport> reports = Map.of();
  private volatile List<Unscalable> skipped = List.of();
  private volatile Optional<Instant> lastTurn = Optional.empty();

  /// What it is made of.
  ///
  /// @param pools to begin with
  /// @param blind why the token cannot see all work; empty when it can. Nothing is given back then
  public record Parts(
      PoolSet pools,
      ClusterWatch watch,
      Queues queues,
      Pauses pauses,
      Fence fence,
      Optional<String> blind,
      Observer observer,
      Clockwork time) {}

  /// How it goes about it.
  ///
  /// @param maxNodes of all pools together
  public record Terms(Duration interval, int maxNodes) {}

  public Autoscaler(Parts parts, Terms terms) {
    this.parts = parts;
    this.terms = terms;
    this.pauses = new PauseBook(parts.pauses());
    this.succession = new Succession(parts.pools());
    this.overview = overview(parts.pools());
  }

  private Overview overview(PoolSet set) {
    roster.follow(set.pools());
    List<PoolSetup> setups = roster.all().stream().map(ManagedPool::setup).toList();
    List<String> ordered = setups.stream().map(PoolSetup::name).toList();
    names = Collections.unmodifiableSet(new TreeSet<>(ordered));
    leaving = roster.leaving();
    parts.observer().follow(ordered);
    return new Overview(
        setups, parts.queues().book(), parts.queues().system(), parts.queues().runtimes());
  }

  /// Goes on with other pools and terms, from the next turn on. What is remembered of a pool that
  /// stays, stays: the nodes it closed, what it needed lately, its boot lag. Of one that is left
  /// out the closed nodes are opened again. For any thread.
  public void follow(PoolSet set, Terms other) {
    terms = other;
    succession.offer(set);
    parts.watch().nudge();
  }

  private void takeUp() {
    succession
        .takeUp()
        .ifPresent(set -> {
          overview = overview(set);
          LOG.info("the pools are now {}", names);
        });
  }

  /// Closes what its pools hold; to be called once it turns no more.
  @Override
  public void close() {
    succession.close();
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
    takeUp();
    Instant now = parts.time().wall().instant();
    boolean leading = parts.fence().mayAct();
    pauses.read(now);
    release(sight, leading, now);
    Map<String, String> kept = new HashMap<>();
    for (ManagedPool pool : roster.all()) {
      if (!leading || !pool.keeper().recalled()) {
        boolean _ = pool.keeper().recall(now);
      }
      pool.keeper().keptTemplate().ifPresent(text -> kept.put(pool.setup().name(), text));
    }
    Overview.Parts seen = overview.of(sight, kept, now);
    Map<String, List<GroupSight>> groups = new LinkedHashMap<>();
    int size = 0;
    for (ManagedPool pool : roster.all()) {
      List<GroupSight> sights = pool.groups().read();
      groups.put(pool.setup().name(), sights);
      size += size(sights);
    }
    Map<String, PoolReport> decided = new LinkedHashMap<>();
    for (ManagedPool pool : roster.all()) {
      String name = pool.setup().name();
      Overview.Part part = seen.byPool().get(name);
      List<GroupSight> sights = groups.getOrDefault(name, List.of());
      if (part == null) {
        continue;
      }
      bootLags.learn(name, part.nodes(), sights);
      PoolFacts facts = facts(pool, part, sights, sight, terms.maxNodes() - size, now);
      PoolReport report = decide(pool, facts, sight, part.learnt(), leading, now);
      size += launched(report);
      decided.put(name, report);
      parts.observer().decided(report);
    }
    reports = Map.copyOf(decided);
    skipped = seen.skipped();
    lastTurn = Optional.of(now);
    parts
        .observer()
        .turned(now, seen.skipped(), Duration.between(now, parts.time().wall().instant()));
  }

  private void release(ClusterSight sight, boolean leading, Instant now)
      throws InterruptedException {
    if (leading) {
      roster.release(sight.nodes(), now, parts.observer());
    } else {
      roster.standDown();
    }
    leaving = roster.leaving();
  }

  private PoolReport decide(
      ManagedPool pool,
      PoolFacts facts,
      ClusterSight sight,
      Optional<String> learnt,
      boolean leading,
      Instant now)
      throws InterruptedException {
    if (leading && pool.keeper().recalled()) {
      List<Deed> deeds = new ArrayList<>();
      if (facts.paused().isEmpty()) {
        deeds.addAll(Roster.releaseStrays(pool, facts.nodes(), sight.nodes(), now));
      }
      PoolKeeper.Turn turn = pool.keeper().turn(facts, learnt, now);
      deeds.addAll(turn.deeds());
      turn.trouble().ifPresent(why -> LOG.warn("pool {}: {}", pool.setup().name(), why));
      return new PoolReport(
          now, pool.setup().terms(), facts, turn.step(), true, deeds, turn.trouble());
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
      Instant now)
      throws InterruptedException {
    String name = pool.setup().name();
    SizeSources.Asked asked = pool.setup().sources().ask(now);
    List<String> doubts = new ArrayList<>(asked.doubts());
    parts.blind().ifPresent(doubts::add);
    return new PoolFacts(
        part.queued(),
        part.template(),
        part.nodes(),
        groups,
        bootLags.of(name),
        asked.bounds(),
        doubts,
        sight.pressure(),
        Overview.freshness(sight),
        pauses.of(name),
        room);
  }

  private static int size(List<GroupSight> groups) {
    return groups.stream().mapToInt(sight -> sight.last().map(GroupFacts::desired).orElse(0)).sum();
  }

  private static int launched(PoolReport report) {
    return report.step().moves().stream()
        .mapToInt(move -> move instanceof Move.Launch launch ? launch.to() - launch.from() : 0)
        .sum();
  }

  /// The names of the pools.
  public Set<String> pools() {
    return names;
  }

  /// Pools that are out of the configuration, with the nodes of theirs that are still closed.
  public Map<String, Integer> leaving() {
    return leaving;
  }

  /// How it goes about it now.
  public Terms terms() {
    return terms;
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
