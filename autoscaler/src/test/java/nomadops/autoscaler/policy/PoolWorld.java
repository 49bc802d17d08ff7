package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;
import org.jspecify.annotations.Nullable;

/// A pool that lives: work comes and ends, machines boot, fail to, or never register; facts are
/// sometimes old or missing, moves are sometimes lost before or after they were done, and the
/// autoscaler is sometimes restarted with nothing but what it keeps in Nomad. What must never
/// happen is told to `violations`.
final class PoolWorld {
  private static final Duration TICK = Duration.ofSeconds(10);

  private final Random random;
  private final PoolTerms terms;
  final List<String> violations = new ArrayList<>();
  Instant now = Scene.NOW;
  private PoolState state;

  /// What a process that starts anew finds: cordons and back-offs.
  private PoolState kept;

  private final Map<String, Machine> machines = new HashMap<>();
  private final List<Waiting> queue = new ArrayList<>();
  int desired;
  int groupMin;
  private int ids;
  boolean calm;
  int launches;
  int ends;
  private @Nullable LaunchFailure failure;
  private @Nullable PoolFacts old;
  private boolean fresh;

  PoolWorld(long seed, PoolTerms terms) {
    this.random = new Random(seed);
    this.terms = terms;
    this.state = PoolState.first(terms, now);
    this.kept = state;
  }

  /// One tick of work, machines and the autoscaler.
  void tick() {
    now = now.plus(TICK);
    machinesLive();
    workEnds();
    place();
    if (!calm && random.nextInt(40) == 0) {
      restart();
    }
    fresh = calm || random.nextInt(10) > 0 || old == null;
    PoolFacts facts = fresh || old == null ? facts() : old;
    PoolStep step = PoolPlan.step(terms, state, facts, now);
    old = facts;
    state = step.next();
    keep();
    for (Move move : step.moves()) {
      perform(move);
      if (!calm && random.nextInt(60) == 0) {
        restart();
        return;
      }
    }
    check();
  }

  void restart() {
    state = PoolState.first(terms, now).adopting(kept.cordons(), kept.backoffs());
  }

  /// So much work of random shapes and lengths.
  void submit(int count, int longest) {
    for (int i = 0; i < count; i++) {
      Shape shape = Shape.of(Resources.of(500L * (1 + random.nextInt(4)), 1_000));
      queue.add(new Waiting(shape, Duration.ofSeconds(1 + random.nextInt(longest)), now));
    }
  }

  /// Work that runs for ever, each a quarter of a node.
  void submitForever(int count) {
    for (int i = 0; i < count; i++) {
      queue.add(new Waiting(Scene.QUARTER, Duration.ofDays(365), now));
    }
  }

  int queued() {
    return queue.size();
  }

  int running() {
    return machines.values().stream().mapToInt(m -> m.runs.size()).sum();
  }

  int serving() {
    return (int) machines.values().stream().filter(m -> !m.ending).count();
  }

  int closed() {
    return (int) machines.values().stream().filter(m -> m.ready(now) && !m.eligible).count();
  }

  private void machinesLive() {
    machines.values().removeIf(m -> m.ending && random.nextInt(3) == 0);
    while (serving() < desired) {
      if (!calm && random.nextInt(12) == 0) {
        failure = new LaunchFailure("activity-" + ids++, now, true, "no capacity");
        return;
      }
      failure = null;
      String id = "m" + ids++;
      boolean registers = calm || random.nextInt(15) > 0;
      Instant readyAt = now.plusSeconds(20 + random.nextInt(120));
      machines.put(id, new Machine(id, now, readyAt, registers));
    }
  }

  private void workEnds() {
    for (Machine machine : machines.values()) {
      boolean busy = !machine.runs.isEmpty();
      machine.runs.removeIf(run -> !run.endsAt().isAfter(now));
      if (busy && machine.runs.isEmpty()) {
        machine.idleSince = now;
      }
    }
  }

  private void place() {
    List<Waiting> left = new ArrayList<>();
    for (Waiting waiting : queue) {
      Optional<Machine> fit =
          machines.values().stream()
              .filter(m -> m.ready(now) && m.eligible && m.free().fits(waiting.shape(), 1) == 1)
              .findFirst();
      if (fit.isPresent()) {
        fit.get().runs.add(new Machine.Run(waiting.shape(), now.plus(waiting.runs())));
      } else {
        left.add(waiting);
      }
    }
    queue.clear();
    queue.addAll(left);
  }

  private void perform(Move move) {
    boolean lostBefore = !calm && random.nextInt(20) == 0;
    boolean lostAfter = !calm && random.nextInt(20) == 0;
    if (move instanceof Move.Cordon) {
      state = state.after(move, now);
      keep();
    }
    if (!lostBefore) {
      act(move);
    }
    if (!lostBefore && !lostAfter && !(move instanceof Move.Cordon)) {
      state = state.after(move, now);
    }
    keep();
  }

  private void act(Move move) {
    switch (move) {
      case Move.Launch(String _, int from, int to, String _) -> {
        if (to > terms.size().max()) {
          violations.add("asked for " + to + ", above max");
        }
        if (desired == from) {
          desired = to;
          launches++;
        }
      }
      case Move.Withdraw(String _, int from, int to, String _) -> {
        if (desired == from) {
          desired = to;
        }
      }
      case Move.Uncordon(String node, String _, String _) -> machine(node).ifPresent(this::open);
      case Move.Cordon(String node, _, _, _, _) ->
          machine(node).ifPresent(machine -> machine.eligible = false);
      case Move.End(String node, _, _, _, _) -> machine(node).ifPresent(this::end);
      case Move.Replace(String instance, _, _) -> machine(instance).ifPresent(this::replace);
      case Move.Purge _, Move.Forget _ -> {}
    }
  }

  private void open(Machine machine) {
    machine.eligible = true;
  }

  /// As the performer and the target do it: a last look, and never under the group's min. With
  /// fresh facts the last look must not be needed.
  private void end(Machine machine) {
    boolean refused = machine.eligible || !machine.runs.isEmpty();
    if (machine.ending || desired <= groupMin || (refused && !fresh)) {
      return;
    }
    if (!machine.runs.isEmpty()) {
      violations.add(machine.id + " was ended with " + machine.runs.size() + " allocations");
    }
    if (machine.eligible) {
      violations.add(machine.id + " was ended while it took work");
    }
    machine.ending = true;
    desired--;
    ends++;
    if (desired < terms.size().min()) {
      violations.add("ended a machine and has " + desired + ", below min");
    }
  }

  private void replace(Machine machine) {
    if (machine.ready(now)) {
      violations.add(machine.id + " was replaced although it is a node");
    }
    machine.ending = true;
  }

  private Optional<Machine> machine(String id) {
    return Optional.ofNullable(machines.get(id));
  }

  private void keep() {
    kept = state;
  }

  private void check() {
    if (desired > terms.size().max()) {
      violations.add("has " + desired + ", above max");
    }
    Set<String> unknown = new HashSet<>();
    for (Machine machine : machines.values()) {
      if (machine.ready(now) && !machine.eligible && !state.cordons().containsKey(machine.id)) {
        unknown.add(machine.id);
      }
    }
    if (calm && !unknown.isEmpty()) {
      violations.add("closed and forgotten: " + unknown);
    }
  }

  private PoolFacts facts() {
    List<PoolNode> nodes = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (Machine machine : machines.values()) {
      members.add(machine.member(now));
      machine.node(now).ifPresent(nodes::add);
    }
    GroupFacts group =
        new GroupFacts(
            "asg",
            desired,
            groupMin,
            1_000,
            members,
            List.of(),
            Optional.ofNullable(failure),
            Optional.empty(),
            now);
    return new PoolFacts(
        Waiting.queued(queue),
        Optional.of(new Template(Scene.PROFILE, Room.of(Scene.PROFILE), "test")),
        nodes,
        List.of(GroupSight.of(group)),
        Optional.empty(),
        Bounds.NONE,
        List.of(),
        Pressure.NONE,
        new PoolFacts.Freshness(now, now, Optional.empty()),
        Optional.empty(),
        Integer.MAX_VALUE);
  }
}
