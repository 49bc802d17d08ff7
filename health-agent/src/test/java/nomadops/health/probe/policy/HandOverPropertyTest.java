package nomadops.health.probe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import nomadops.client.model.AutopilotHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Several servers of one cluster that stop at the same time, in any order. What holds: the lead is
/// handed only to healthy voters, never back to whoever gave it, no two servers hand it to each
/// other, and every hand-over ends in time.
class HandOverPropertyTest {
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final Duration LATELY = Duration.ofSeconds(30);
  private static final long TURN = Duration.ofMillis(200).toNanos();

  static long[] seeds() {
    return new Random(7).longs(200).toArray();
  }

  private record Transfer(int from, int to, long at) {
    boolean undoes(Transfer other) {
      return from == other.to
          && to == other.from
          && at - other.at < LATELY.toNanos()
          && at > other.at;
    }
  }

  private static final class World {
    final Random random;
    final HandOver policy = new HandOver(WITHIN, Duration.ofSeconds(3), 5);
    final int servers;
    final boolean stuck;
    final List<Boolean> healthy = new ArrayList<>();
    final Map<Integer, HandOver.State> underWay = new TreeMap<>();
    final Map<Integer, Long> begun = new HashMap<>();
    final Map<Integer, Leaders> seen = new HashMap<>();
    final Map<Integer, HandOver.End> ended = new TreeMap<>();
    final List<Transfer> transfers = new ArrayList<>();
    int leader = 1;
    long now;

    World(long seed) {
      random = new Random(seed);
      servers = 2 + random.nextInt(4);
      stuck = random.nextInt(8) == 0;
      for (int i = 0; i < servers; i++) {
        healthy.add(random.nextInt(5) > 0);
      }
    }

    ServerSelf self(int me) {
      return new ServerSelf(
          "id-" + me, "nomad-" + me, me == leader, Servers.address(leader), 1_000);
    }

    AutopilotHealth health() {
      AutopilotHealth.Server[] all = new AutopilotHealth.Server[servers];
      for (int i = 0; i < servers; i++) {
        all[i] =
            Servers.server(
                i + 1, i + 1 == leader, healthy.get(i), true, 1_000 - random.nextInt(50));
      }
      return Servers.health(all);
    }

    void turn(int me) {
      Leaders leaders = seen.getOrDefault(me, Leaders.NONE).seen(self(me), now);
      seen.put(me, leaders);
      if (!underWay.containsKey(me)) {
        return;
      }
      HandOver.Step step =
          policy.step(
              underWay.get(me),
              new HandOver.Facts(
                  Sight.of(self(me)),
                  new Autopilot.Seen(health(), now),
                  leaders.giver(LATELY, now),
                  me % 2 == 0 ? leaders.former() : Optional.empty(),
                  Optional.empty()),
              now);
      underWay.put(me, step.state());
      switch (step.decision()) {
        case HandOver.Ask ask -> transfer(me, ask.to());
        case HandOver.End end -> {
          underWay.remove(me);
          ended.put(me, end);
          assertThat(now - begun.get(me)).isLessThanOrEqualTo(WITHIN.toNanos() + TURN);
        }
        case HandOver.Wait _ -> {}
      }
    }

    void transfer(int from, AutopilotHealth.Server to) {
      assertThat(from).as("only the leader asks").isEqualTo(leader);
      assertThat(to.healthy() && to.voter()).as("only the healthy are asked").isTrue();
      int target = Integer.parseInt(to.id().substring("id-".length()));
      assertThat(target).isNotEqualTo(from);
      if (!stuck && random.nextInt(4) > 0) {
        transfers.add(new Transfer(from, target, now));
        leader = target;
      }
    }

    void run() {
      // Each has looked once: a probe that has only just started knows of no giver.
      for (int me = 1; me <= servers; me++) {
        turn(me);
      }
      for (int turn = 0; turn < 400; turn++) {
        for (int i = 0; i < servers; i++) {
          int me = 1 + random.nextInt(servers);
          if (!begun.containsKey(me) && random.nextInt(30) == 0) {
            begun.put(me, now);
            underWay.put(me, HandOver.State.begin(now));
          }
        }
        for (int me = 1; me <= servers; me++) {
          turn(me);
        }
        if (random.nextInt(10) == 0) {
          healthy.set(random.nextInt(servers), random.nextInt(4) > 0);
        }
        now += TURN;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noTwoServersHandTheLeadToEachOther(long seed) {
    World world = new World(seed);
    world.run();
    for (Transfer transfer : world.transfers) {
      assertThat(world.transfers).as("seed %d", seed).noneMatch(other -> other.undoes(transfer));
    }
    assertThat(world.underWay.keySet())
        .as("seed %d: what began long ago is over", seed)
        .allMatch(me -> world.now - world.begun.get(me) <= WITHIN.toNanos() + TURN);
  }

  /// An attack that never comes near the walls proves nothing.
  @Test
  void allEndsAreComeTo() {
    Map<HandOver.Result, Integer> ends = new TreeMap<>();
    for (long seed : seeds()) {
      World world = new World(seed);
      world.run();
      world.ended.values().forEach(end -> ends.merge(end.result(), 1, Integer::sum));
    }
    assertThat(ends)
        .containsKeys(
            HandOver.Result.HANDED_OVER,
            HandOver.Result.NOT_LEADER,
            HandOver.Result.NOBODY,
            HandOver.Result.TIMED_OUT);
  }
}
