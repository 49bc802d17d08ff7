package nomadops.autoscaler.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.trace.TraceClass;
import nomadops.client.model.JobKey;
import org.jspecify.annotations.Nullable;

/// What a simulation shows, in the words of the policy. What is the same from turn to turn is made
/// once: a week is sixty thousand turns.
final class ViewFacts {
  private static final String GROUP = "simulated";

  private final Map<Integer, Shape> shapes = new HashMap<>();
  private final Map<String, Known> byName = new HashMap<>();
  private @Nullable Known[] byId = new Known[64];
  private Optional<Template> template = Optional.empty();
  private long turn;

  /// Where the view of the last turn had a node; -1 when it had none of that name.
  int place(String name) {
    Known known = byName.get(name);
    return known == null ? -1 : known.place(turn);
  }

  PoolFacts of(PoolView pool, PoolTerms terms, Instant now) {
    Template own = template.orElseGet(() -> template(pool));
    template = Optional.of(own);
    List<PoolNode> nodes = new ArrayList<>(pool.nodes());
    List<Member> members = new ArrayList<>(pool.nodes());
    boolean ends = pool.queued() > 0 || mayShrink(pool, terms);
    turn++;
    for (int i = 0; i < pool.nodes(); i++) {
      Known known = known(pool, i);
      known.seen(i, turn);
      if (pool.state(i) == NodeState.LAUNCHING) {
        members.add(known.coming);
      } else {
        members.add(known.serving);
        nodes.add(node(pool, i, known, own, ends));
      }
    }
    GroupFacts group =
        new GroupFacts(
            GROUP,
            pool.nodes(),
            0,
            pool.mostNodes(),
            members,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            now);
    long lag = pool.launchLag(0.9);
    return new PoolFacts(
        queued(pool),
        template,
        nodes,
        List.of(GroupSight.of(group)),
        lag < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(lag)),
        Bounds.NONE,
        List.of(),
        Pressure.NONE,
        new PoolFacts.Freshness(now, now, Optional.empty()),
        Optional.empty(),
        Integer.MAX_VALUE);
  }

  private Known known(PoolView pool, int i) {
    int id = pool.id(i);
    if (id >= byId.length) {
      byId = Arrays.copyOf(byId, Math.max(id + 1, byId.length * 2));
    }
    Known known = byId[id];
    if (known == null) {
      known = new Known(id, pool.launchedAt(i));
      byId[id] = known;
      byName.put(known.name, known);
    }
    return known;
  }

  private static Template template(PoolView pool) {
    NodeProfile profile =
        new NodeProfile(
            "default",
            "",
            "dc1",
            Map.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            pool.size(),
            pool.mhzPerCore());
    return new Template(profile, Room.of(profile), "the simulation");
  }

  /// Whether fewer nodes could do: only then, and when work waits, does anybody ask when work ends.
  /// To tell that is dear, and most turns of a busy pool need it for nothing.
  private static boolean mayShrink(PoolView pool, PoolTerms terms) {
    double used = 0;
    int ready = 0;
    for (int i = 0; i < pool.nodes(); i++) {
      if (pool.state(i) == NodeState.READY) {
        ready++;
        used +=
            Math.max(
                1 - (double) pool.freeCpu(i) / pool.size().cpu(),
                1 - (double) pool.freeMemoryMb(i) / pool.size().memoryMb());
      }
    }
    return used / terms.scaleIn().fill() + terms.size().spare() <= ready + pool.launching();
  }

  private static PoolNode node(PoolView pool, int i, Known known, Template template, boolean ends) {
    Resources free =
        new Resources(
            pool.freeCpu(i),
            pool.freeMemoryMb(i),
            pool.freeDiskMb(i),
            pool.freeCores(i),
            pool.freeSlots(i),
            Map.of());
    long idle = pool.idleSince(i);
    long busy = ends ? pool.busyUntil(i) : -1;
    return new PoolNode(
        known.name,
        known.name,
        known.instance,
        template.profile(),
        PoolNode.Status.READY,
        pool.state(i) == NodeState.READY,
        false,
        new Room(free, pool.mhzPerCore(), Set.of()),
        pool.size().minus(free),
        pool.allocations(i),
        busy < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(busy)),
        false,
        known.launchedAt,
        Optional.empty(),
        idle < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(idle)));
  }

  private List<QueuedGroup> queued(PoolView pool) {
    List<QueuedGroup> queued = new ArrayList<>();
    for (int q = 0; q < pool.queues(); q++) {
      TraceClass kind = pool.classOf(q);
      int shape = pool.shapeOf(q);
      long runs = pool.meanRuns(shape);
      queued.add(
          new QueuedGroup(
              new JobKey("default", kind.job()),
              kind.group(),
              shapes.computeIfAbsent(shape, _ -> Shape.of(kind.ask())),
              pool.queued(q),
              pool.priority(q),
              Instant.ofEpochMilli(pool.oldest(q)),
              runs < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(runs))));
    }
    return queued;
  }
}
