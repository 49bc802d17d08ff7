package nomadops.health.probe.policy;

import static nomadops.health.probe.policy.Servers.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import nomadops.client.model.AutopilotHealth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds whatever is seen:
///
/// - liveness never depends on the leader
/// - once ready, no other server's state changes readiness
/// - at first it is ready only as a voter that has caught up
class ProbePropertyTest {
  private static final int STEPS = 3_000;
  private static final long MAX_LAG = 250;

  static long[] seeds() {
    return new Random(20261127).longs(24).toArray();
  }

  /// What one look may find, and when.
  private static final class Fate {
    final Random random;
    long now;
    int life = 1;

    Fate(long seed) {
      random = new Random(seed);
    }

    void pass() {
      now += Duration.ofMillis(random.nextInt(20_000)).toNanos();
    }

    Sight sight() {
      return switch (random.nextInt(10)) {
        case 0 -> {
          life++;
          yield Sight.refused("refused");
        }
        case 1, 2 -> Sight.silent("hangs");
        case 3 -> Sight.forbidden("no right");
        case 4 -> Sight.blind("500");
        default -> Sight.of(self());
      };
    }

    ServerSelf self() {
      long applied = 500L + random.nextInt(1_000);
      return random.nextInt(4) == 0
          ? Servers.leads(applied)
          : Servers.follows(random.nextInt(4), applied);
    }

    Autopilot autopilot() {
      return switch (random.nextInt(8)) {
        case 0 -> new Autopilot.Forbidden("no right");
        case 1 -> new Autopilot.NoLeader("none");
        case 2 -> new Autopilot.Unseen("hangs");
        default -> new Autopilot.Seen(health(), now);
      };
    }

    private AutopilotHealth health() {
      List<AutopilotHealth.Server> all = new ArrayList<>();
      int leader = 1 + random.nextInt(4);
      for (int number = 1; number <= 3; number++) {
        if (random.nextInt(10) > 0) {
          all.add(
              server(
                  number,
                  number == leader,
                  random.nextInt(5) > 0,
                  random.nextInt(5) > 0,
                  500 + random.nextInt(1_000)));
        }
      }
      return Servers.health(all.toArray(AutopilotHealth.Server[]::new));
    }
  }

  private static Sight otherLeader(Sight sight, Random random) {
    return sight
        .self()
        .map(self ->
            Sight.of(
                new ServerSelf(
                    self.id(),
                    self.name(),
                    random.nextBoolean(),
                    Servers.follows(random.nextInt(4), 0).leader(),
                    self.applied())))
        .orElse(sight);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void livenessNeverDependsOnTheLeader(long seed) {
    Fate fate = new Fate(seed);
    Liveness policy = new Liveness(3, Duration.ofSeconds(20), Duration.ofMinutes(1));
    Liveness.State state = Liveness.begin(0);
    int dead = 0;
    for (int i = 0; i < STEPS; i++) {
      fate.pass();
      Sight sight = fate.sight();
      Liveness.Step step = policy.step(state, sight, Optional.empty(), fate.now);
      Liveness.Step other =
          policy.step(state, otherLeader(sight, fate.random), Optional.empty(), fate.now);
      assertThat(other).as("seed %d, step %d", seed, i).isEqualTo(step);
      if (sight.answers()) {
        assertThat(step.verdict().lives()).as("seed %d, step %d", seed, i).isTrue();
      }
      dead += step.verdict().lives() ? 0 : 1;
      state = step.state();
    }
    assertThat(dead).as("seed %d: it dies now and then", seed).isPositive();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void onceReadyNoOtherServerMatters(long seed) {
    Fate fate = new Fate(seed);
    Readiness policy = new Readiness(MAX_LAG, Duration.ofMinutes(2), Duration.ofSeconds(10), 3);
    Readiness.State state = Readiness.State.NEW;
    int checked = 0;
    for (int i = 0; i < STEPS; i++) {
      fate.pass();
      Sight sight = fate.sight();
      boolean stopping = fate.random.nextInt(20) == 0;
      Readiness.Step step =
          policy.step(
              state, new Readiness.Facts(fate.life, sight, fate.autopilot(), stopping), fate.now);
      if (state.life() == fate.life) {
        checked++;
        Readiness.Step other =
            policy.step(
                state,
                new Readiness.Facts(
                    fate.life, otherLeader(sight, fate.random), fate.autopilot(), stopping),
                fate.now);
        assertThat(other.verdict()).as("seed %d, step %d", seed, i).isEqualTo(step.verdict());
        if (sight.answers()) {
          assertThat(step.verdict().isReady()).as("seed %d, step %d", seed, i).isEqualTo(!stopping);
        }
      }
      state = step.state();
    }
    assertThat(checked).as("seed %d: it is ready now and then", seed).isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void atFirstItIsReadyOnlyAsAVoterThatHasCaughtUp(long seed) {
    Fate fate = new Fate(seed);
    Readiness policy = new Readiness(MAX_LAG, Duration.ofSeconds(5), Duration.ofSeconds(10), 3);
    int ready = 0;
    int impatient = 0;
    for (int i = 0; i < STEPS; i++) {
      Readiness.State state = Readiness.State.NEW;
      for (int look = 0; look < 12 && state.life() == 0; look++) {
        fate.pass();
        Sight sight = fate.sight();
        Autopilot autopilot = fate.autopilot();
        Readiness.Step step =
            policy.step(state, new Readiness.Facts(fate.life, sight, autopilot, false), fate.now);
        state = step.state();
        if (step.verdict().isReady()) {
          ready++;
          impatient += step.verdict().why() == Readiness.Why.PATIENCE_OVER ? 1 : 0;
          assertThat(caughtUpVoter(sight, autopilot)).as("seed %d, step %d", seed, i).isTrue();
        }
      }
    }
    assertThat(ready).as("seed %d: it gets ready", seed).isGreaterThan(100);
    assertThat(impatient).as("seed %d: without patience, too", seed).isPositive();
  }

  private static boolean caughtUpVoter(Sight sight, Autopilot autopilot) {
    if (!(autopilot instanceof Autopilot.Seen seen) || sight.self().isEmpty()) {
      return false;
    }
    List<AutopilotHealth.Server> all = seen.health().servers();
    long leader =
        all.stream()
            .filter(AutopilotHealth.Server::leader)
            .mapToLong(AutopilotHealth.Server::lastIndex)
            .findFirst()
            .orElse(Long.MAX_VALUE);
    return all.stream().anyMatch(one -> one.id().equals(Servers.ME) && one.voter())
        && leader - sight.self().get().applied() <= MAX_LAG;
  }
}
