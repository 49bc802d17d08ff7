package nomadops.autoscaler.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;

/// A machine of [PoolWorld], and the node that it becomes.
final class Machine {
  /// How long before it is ready it is in service.
  private static final int REGISTERING = 15;

  final String id;
  final Instant launchedAt;
  final Instant readyAt;
  final boolean registers;
  boolean eligible = true;
  boolean ending;
  final List<Run> runs = new ArrayList<>();
  Instant idleSince;

  /// An allocation on it.
  record Run(Shape shape, Instant endsAt) {}

  Machine(String id, Instant launchedAt, Instant readyAt, boolean registers) {
    this.id = id;
    this.launchedAt = launchedAt;
    this.readyAt = readyAt;
    this.registers = registers;
    this.idleSince = readyAt;
  }

  boolean ready(Instant now) {
    return registers && !ending && !readyAt.isAfter(now);
  }

  Room free() {
    Room room = Room.of(Scene.PROFILE);
    for (Run run : runs) {
      room = room.without(run.shape(), 1);
    }
    return room;
  }

  Member member(Instant now) {
    boolean launching = readyAt.minusSeconds(REGISTERING).isAfter(now);
    State state = ending ? State.ENDING : launching ? State.LAUNCHING : State.IN_SERVICE;
    return new Member(id, state, true, false, Optional.of(launchedAt));
  }

  /// Empty until it has registered.
  Optional<PoolNode> node(Instant now) {
    if (!registers || readyAt.isAfter(now)) {
      return Optional.empty();
    }
    Resources used =
        runs.stream().map(run -> run.shape().ask()).reduce(Resources.NONE, Resources::plus);
    return Optional.of(
        new PoolNode(
            id,
            id,
            Optional.of(id),
            Scene.PROFILE,
            ending ? PoolNode.Status.DOWN : PoolNode.Status.READY,
            eligible,
            false,
            free(),
            used,
            runs.size(),
            Optional.empty(),
            false,
            readyAt,
            Optional.empty(),
            runs.isEmpty() ? Optional.of(idleSince) : Optional.empty()));
  }
}
