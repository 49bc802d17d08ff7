package nomadops.runtime.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaderStateTest {
  private static final LockTerms TERMS = LockTerms.standard();
  private static final Luck LUCK = new Luck("id-1", 0.5);

  @ParameterizedTest
  @EnumSource
  void noTwoFencesPermitAtTheSameInstant(ModelLock.Manner manner) {
    int handovers = 0;
    for (long seed = 0; seed < 60; seed++) {
      handovers += chaos(seed, manner);
    }
    assertThat(handovers).as("the chaos is worth something").isGreaterThan(240);
  }

  private static int chaos(long seed, ModelLock.Manner manner) {
    Duration delay = Duration.ofSeconds(seed % 3 == 0 ? 0 : 15);
    LockWorld world = new LockWorld(seed, manner, delay, true);
    for (int i = 0; i < 2 + seed % 3; i++) {
      world.add("replica-" + i);
    }
    for (int minute = 0; minute < 30; minute++) {
      int round = minute;
      world.at(Duration.ofMinutes(minute).toNanos() + 1, () -> disturb(world, round));
    }
    world.run(
        Duration.ofMinutes(30),
        () -> {
          if (world.acting().size() > 1) {
            fail("two act at once: seed " + seed + ", " + manner + ", at " + world.now + " ns");
          }
        });
    return world.handovers;
  }

  private static void disturb(LockWorld world, int round) {
    Contender victim = world.contenders.get(world.random.nextInt(world.contenders.size()));
    switch (world.random.nextInt(4)) {
      case 0 -> victim.pause(Duration.ofMillis(world.random.nextInt(60_000)));
      case 1 -> {
        victim.vanish();
        world.add("reborn-" + round);
      }
      case 2 -> {
        victim.stop();
        world.add("restarted-" + round);
      }
      default -> world.acting().forEach(c -> c.pause(Duration.ofSeconds(20)));
    }
  }

  @Test
  void afterTheHolderVanishesAnotherActsWithinTtlAndDelayAndARetry() {
    Duration delay = Duration.ofSeconds(15);
    Duration bound = TERMS.ttl().plus(delay).plus(TERMS.ttl().dividedBy(3)).plusSeconds(1);
    for (long seed = 0; seed < 200; seed++) {
      LockWorld world = new LockWorld(seed, ModelLock.Manner.STRICT, delay, false);
      world.add("a");
      world.add("b");
      world.add("c");
      world.run(Duration.ofSeconds(60 + seed % 10), () -> {});
      assertThat(world.acting()).as("seed %d", seed).hasSize(1);
      Contender first = world.acting().getFirst();
      first.vanish();
      world.run(bound, () -> {});
      assertThat(world.acting()).as("seed %d", seed).hasSize(1).doesNotContain(first);
    }
  }

  @Test
  void afterARegularStopAnotherActsWithinOneRetry() {
    for (long seed = 0; seed < 100; seed++) {
      LockWorld world = new LockWorld(seed, ModelLock.Manner.NOMAD, Duration.ofSeconds(15), false);
      world.add("a");
      world.add("b");
      world.run(Duration.ofSeconds(30), () -> {});
      Contender first = world.acting().getFirst();
      first.stop();
      world.run(TERMS.ttl().dividedBy(3).plusSeconds(1), () -> {});
      assertThat(world.acting()).as("seed %d", seed).hasSize(1).doesNotContain(first);
    }
  }

  @Test
  void aHolderThatRenewsKeepsTheLockForHours() {
    LockWorld world = new LockWorld(7, ModelLock.Manner.STRICT, Duration.ofSeconds(15), false);
    world.add("a");
    world.add("b");
    world.run(Duration.ofMinutes(1), () -> {});
    Contender holder = world.acting().getFirst();

    world.run(Duration.ofHours(5), () -> assertThat(world.acting()).containsExactly(holder));
  }

  @Test
  void anAcquisitionWhoseAnswerWasLostIsSettledByARenewalUnderOurOwnId() {
    LeaderState.Step asked = step(LeaderState.start(0), new LeaderFact.Tick(), 0);
    LeaderState.Step lost = step(asked.next(), new LeaderFact.Unknown("reset"), 1_000);
    long askAt = ((LeaderState.Unsettled) lost.next()).askAt();
    LeaderState.Step settling = step(lost.next(), new LeaderFact.Tick(), askAt);

    assertThat(asked.decision()).isInstanceOf(LeaderDecision.Acquire.class);
    assertThat(settling.decision())
        .isEqualTo(new LeaderDecision.Renew("id-1", "the answer of the acquisition was lost"));
    LeaderState.Step leading = step(settling.next(), new LeaderFact.Held(askAt), askAt + 5);
    assertThat(leading.next())
        .isEqualTo(
            new LeaderState.Leading(
                "id-1", askAt, askAt + 5_000_000_000L, askAt + 12_000_000_000L));
  }

  @Test
  void theDeadlineCountsFromTheStartOfTheRequestNotFromItsAnswer() {
    LeaderState asking = new LeaderState.Asking("x", 0);
    long answeredAt = Duration.ofSeconds(14).toNanos();

    LeaderState.Step step = step(asking, new LeaderFact.Held(0), answeredAt);

    assertThat(((LeaderState.Leading) step.next()).deadline()).isLessThan(answeredAt);
    assertThat(step.decision()).isInstanceOf(LeaderDecision.Renew.class);
  }

  @Test
  void aLockThatMayHaveExpiredIsNotReleased() {
    LeaderState leading = new LeaderState.Leading("x", 0, 5, 12);

    assertThat(
            step(leading, new LeaderFact.Stopping(), Duration.ofSeconds(13).toNanos()).decision())
        .isInstanceOf(LeaderDecision.Finished.class);
    assertThat(step(leading, new LeaderFact.Stopping(), Duration.ofSeconds(3).toNanos()).decision())
        .isEqualTo(new LeaderDecision.Release("x", "stopping"));
  }

  private static LeaderState.Step step(LeaderState state, LeaderFact fact, long now) {
    return LeaderState.step(state, fact, now, LUCK, TERMS);
  }
}
