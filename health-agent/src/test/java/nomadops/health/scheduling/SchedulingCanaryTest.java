package nomadops.health.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.health.scheduling.policy.Outcome.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchedulingCanaryTest {
  private static Job job(CanaryWorld world) {
    return world.nomad.jobs().read(CanaryWorld.KEY).value().orElseThrow();
  }

  private static Cause cause(CanaryWorld world) {
    return ((Outcome.Refused) world.told.last()).cause();
  }

  @Test
  void aClusterThatSchedulesIsSeenToAndTheJobIsNotWrittenAgain() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world.look();
      Job registered = job(world);
      for (int i = 0; i < 4; i++) {
        world.look();
      }
      assertThat(world.told.outcomes)
          .hasSize(5)
          .allMatch(outcome -> outcome instanceof Outcome.Scheduled);
      assertThat(job(world).modifyIndex()).isEqualTo(registered.modifyIndex());
      assertThat(registered.status()).isEqualTo("running");
      assertThat(world.simulator.state().allocations()).isZero();
      // One by the registration, one by each look.
      assertThat(world.simulator.state().evaluations("complete")).isEqualTo(6);
    }
  }

  @Test
  void whatIsLateIsWaitedForAndNothingMoreIsAskedFor() throws Exception {
    try (CanaryWorld world = CanaryWorld.wedged()) {
      for (int i = 0; i < 4; i++) {
        world.look();
      }
      assertThat(world.told.outcomes).allMatch(outcome -> outcome instanceof Outcome.Late);
      assertThat(((Outcome.Late) world.told.last()).pauseKnown()).isTrue();
      assertThat(world.simulator.state().evaluations()).isEqualTo(2);
    }
  }

  @Test
  void aPausedBrokerIsNoFaultAndIsNotAskedForMore() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world.look();
      int before = world.simulator.state().evaluations();
      world.pauseBroker(true);
      world.look();
      world.look();
      assertThat(world.told.last()).isEqualTo(new Outcome.Paused());
      assertThat(world.simulator.state().evaluations()).isEqualTo(before);
      world.pauseBroker(false);
      world.look();
      assertThat(world.told.last()).isInstanceOf(Outcome.Scheduled.class);
    }
  }

  @Test
  void onePausedWhileItWaitsIsPausedAndNotLate() throws Exception {
    try (CanaryWorld world = CanaryWorld.wedged()) {
      // Leadership is asked before each read, which is when the operator comes.
      AtomicInteger asked = new AtomicInteger();
      SchedulingCanary canary =
          new SchedulingCanary(
              world.nomad,
              new CanaryJob(world.nomad, CanaryWorld.KEY, 100, false),
              () -> {
                if (asked.incrementAndGet() == 2) {
                  world.pauseBroker(true);
                }
                return true;
              },
              CanaryWorld.TERMS,
              world.told,
              System::nanoTime,
              Thread::sleep);
      canary.once(() -> false);
      assertThat(world.told.outcomes).containsExactly(new Outcome.Paused());
    }
  }

  @Test
  void aFollowerIsNotLookedAt() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world.leads = false;
      world.look();
      assertThat(world.told.outcomes).isEmpty();
      assertThat(world.told.notLeading).isEqualTo(1);
      assertThat(world.simulator.state().jobs()).isZero();
    }
  }

  @Test
  void theJobIsRegisteredAgainWhenItIsGoneOrStopped() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world.look();
      world.nomad.jobs().purge(CanaryWorld.KEY, OptionalInt.empty());
      world.look();
      assertThat(world.told.last()).isInstanceOf(Outcome.Scheduled.class);
      assertThat(job(world).version()).isZero();
      world.nomad.jobs().stop(CanaryWorld.KEY, OptionalInt.empty());
      world.leads = false;
      world.look();
      world.leads = true;
      world.look();
      assertThat(job(world).stop()).isFalse();
    }
  }

  @Test
  void twoCanariesAtOnceDoNoHarm() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      SchedulingCanary other = world.canary(world.told, CanaryWorld.KEY, 100, false);
      for (int i = 0; i < 5; i++) {
        world.look();
        other.once(() -> false);
      }
      assertThat(world.told.outcomes)
          .hasSize(10)
          .allMatch(outcome -> outcome instanceof Outcome.Scheduled);
      assertThat(job(world).version()).isZero();
    }
  }

  @Test
  void aJobOfSomebodyElseIsNotTouched() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world
          .nomad
          .jobs()
          .register(
              RawJson.of(
                  """
                  {"ID":"nomad-ops-canary","Type":"batch","Datacenters":["*"],
                   "TaskGroups":[{"Name":"g","Count":0,"Tasks":[{"Name":"t","Driver":"exec"}]}]}
                  """));
      world.look();
      assertThat(cause(world)).isEqualTo(Cause.NOT_OURS);
      assertThat(job(world).version()).isZero();
    }
  }

  @Test
  void anotherPriorityIsANewVersionOnce() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world.look();
      SchedulingCanary other = world.canary(world.told, CanaryWorld.KEY, 50, false);
      other.once(() -> false);
      other.once(() -> false);
      assertThat(job(world).version()).isEqualTo(1);
      assertThat(job(world).priority()).isEqualTo(50);
    }
  }

  @Test
  void aMissingNamespaceIsNamedAndMadeOnlyWhenThatIsWanted() throws Exception {
    JobKey key = new JobKey("nomad-ops", "canary");
    try (CanaryWorld world = CanaryWorld.in(key, false)) {
      world.look();
      assertThat(cause(world)).isEqualTo(Cause.NO_NAMESPACE);
    }
    try (CanaryWorld world = CanaryWorld.in(key, true)) {
      world.look();
      assertThat(world.told.last()).isInstanceOf(Outcome.Scheduled.class);
      assertThat(world.nomad.jobs().read(key).value()).isPresent();
    }
  }

  @Test
  void withoutALeaderOrRightsItIsRefusedByName() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world.simulator.loseLeader();
      world.look();
      assertThat(cause(world)).isEqualTo(Cause.NO_LEADER);
    }
    try (CanaryWorld world = CanaryWorld.withAcl("")) {
      world.look();
      assertThat(cause(world)).isEqualTo(Cause.FORBIDDEN);
    }
  }

  @Test
  void aServerThatIsGoneGivesNoAnswer() throws Exception {
    CanaryWorld world = CanaryWorld.healthy();
    world.simulator.close();
    world.look();
    assertThat(world.told.last()).isInstanceOf(Outcome.Unanswered.class);
    world.close();
  }

  @Test
  void itLooksUntilItIsToldToStop() throws Exception {
    try (CanaryWorld world = CanaryWorld.healthy()) {
      world.canary.run(() -> world.told.outcomes.size() >= 3);
      assertThat(world.told.outcomes).hasSize(3);
    }
  }

  @Test
  void theNextLeaderGoesOnWithAnEvaluationOfItsOwn() throws Exception {
    try (CanaryWorld world = CanaryWorld.wedged()) {
      world.look();
      world.leads = false;
      world.look();
      world.leads = true;
      world.look();
      assertThat(world.simulator.state().evaluations()).isEqualTo(3);
      assertThat(Optional.of(world.told.last())).containsInstanceOf(Outcome.Late.class);
    }
  }
}
