package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;
import nomadops.client.model.JobKey;
import org.jspecify.annotations.Nullable;

/// One moment of a pool, said in few words. Nodes have 4,000 MHz and 8,000 MB.
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  static final NodeProfile PROFILE =
      NodeProfile.of(new Resources(4_000, 8_000, 0, 0, Resources.ANY_SLOTS, Map.of()));
  static final Shape QUARTER = Shape.of(Resources.of(1_000, 1_000));

  Instant now = NOW;
  PoolTerms terms = PoolTerms.usual("batch", 0, 100);
  PoolState state;
  final List<QueuedGroup> queued = new ArrayList<>();
  final List<PoolNode> nodes = new ArrayList<>();
  final List<Member> members = new ArrayList<>();
  final List<GroupSight> otherGroups = new ArrayList<>();
  final List<Standstill> standstills = new ArrayList<>();
  @Nullable Template template = new Template(PROFILE, Room.of(PROFILE), "configuration");
  @Nullable String trouble;
  @Nullable LaunchFailure failure;
  @Nullable String paused;
  final List<String> doubts = new ArrayList<>();
  int missing;
  int groupMin;
  int groupMax = 1_000;
  int room = Integer.MAX_VALUE;
  Bounds bounds = Bounds.NONE;
  Pressure pressure = Pressure.NONE;
  Duration queueAge = Duration.ZERO;
  Duration nodesAge = Duration.ZERO;
  @Nullable Duration bootLag;

  Scene() {
    state = PoolState.first(terms, NOW.minusSeconds(3_600));
  }

  /// A pool of its own size.
  Scene sized(int min, int max) {
    terms = PoolTerms.usual("batch", min, max);
    return this;
  }

  /// Work that has waited for so long, of unknown length.
  Scene waiting(int count, Shape shape, Duration age) {
    queued.add(queued(count, shape, age, null));
    return this;
  }

  Scene waiting(int count) {
    return waiting(count, QUARTER, Duration.ofSeconds(20));
  }

  QueuedGroup queued(int count, Shape shape, Duration age, @Nullable Duration runs) {
    return new QueuedGroup(
        new JobKey("default", "job-" + queued.size()),
        "work",
        shape,
        count,
        50,
        now.minus(age),
        Optional.ofNullable(runs));
  }

  /// A node in service with so many quarter-node allocations, an hour old; idle for ten minutes
  /// when empty.
  Scene node(String id, int allocations) {
    member(id, State.IN_SERVICE);
    nodes.add(asNode(id, allocations, true));
    return this;
  }

  Scene member(String id, State state) {
    members.add(
        new Member("i-" + id, state, true, false, Optional.of(now.minus(Duration.ofHours(1)))));
    return this;
  }

  PoolNode asNode(String id, int allocations, boolean eligible) {
    return new PoolNode(
        id,
        "node-" + id,
        Optional.of("i-" + id),
        PROFILE,
        PoolNode.Status.READY,
        eligible,
        false,
        Room.of(PROFILE).without(QUARTER, allocations),
        QUARTER.ask().times(allocations),
        allocations,
        Optional.empty(),
        false,
        now.minus(Duration.ofHours(1)),
        Optional.empty(),
        allocations == 0 ? Optional.of(now.minus(Duration.ofMinutes(10))) : Optional.empty());
  }

  /// A node that is not as the others.
  Scene edit(String id, Consumer<NodeEdit> change) {
    nodes.replaceAll(node -> {
      if (!node.id().equals(id)) {
        return node;
      }
      NodeEdit edit = new NodeEdit(node);
      change.accept(edit);
      return edit.node();
    });
    return this;
  }

  /// Another group, which may have a hundred machines and has this many.
  Scene group(String name, int desired) {
    otherGroups.add(
        GroupSight.of(
            new GroupFacts(
                name,
                desired,
                0,
                100,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                now)));
    return this;
  }

  /// A node that we closed half an hour ago.
  Scene closed(String id, int allocations) {
    member(id, State.IN_SERVICE);
    nodes.add(asNode(id, allocations, false));
    remember(id, Duration.ofMinutes(30));
    return this;
  }

  Scene remember(String id, Duration age) {
    state =
        state.after(new Move.Cordon(id, "node-" + id, "i-" + id, "asg", "test"), now.minus(age));
    return this;
  }

  /// The window has seen its whole length and no more than this was needed.
  Scene needed(int nodes) {
    Duration length = terms.scaleIn().window();
    state = state.with(state.window().with(nodes, now.minus(length).minusSeconds(1), length));
    state = state.with(state.window().with(nodes, now.minusSeconds(10), length));
    return this;
  }

  GroupFacts group() {
    int there =
        (int)
            members.stream()
                .filter(m -> m.state() == State.IN_SERVICE || m.state() == State.LAUNCHING)
                .count();
    return new GroupFacts(
        "asg",
        there + missing,
        groupMin,
        groupMax,
        members,
        standstills,
        Optional.ofNullable(failure),
        Optional.empty(),
        now);
  }

  PoolFacts facts() {
    List<GroupSight> groups = new ArrayList<>();
    groups.add(
        trouble == null
            ? GroupSight.of(group())
            : GroupSight.troubled("asg", Optional.of(group()), trouble));
    groups.addAll(otherGroups);
    return new PoolFacts(
        queued,
        Optional.ofNullable(template),
        nodes,
        groups,
        Optional.ofNullable(bootLag),
        bounds,
        doubts,
        pressure,
        new PoolFacts.Freshness(now.minus(queueAge), now.minus(nodesAge), Optional.empty()),
        Optional.ofNullable(paused),
        room);
  }

  /// What one more decision launches, by group: from and to, without the reason.
  List<Move.Launch> launches() {
    return launches(step());
  }

  static List<Move.Launch> launches(PoolStep step) {
    return moves(step, Move.Launch.class).stream()
        .map(l -> new Move.Launch(l.group(), l.from(), l.to(), ""))
        .toList();
  }

  PoolStep step() {
    return PoolPlan.step(terms, state, facts(), now);
  }

  /// Of this kind, in order.
  static <M extends Move> List<M> moves(PoolStep step, Class<M> kind) {
    return step.moves().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
