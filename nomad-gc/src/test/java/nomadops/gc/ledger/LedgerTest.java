package nomadops.gc.ledger;

import static nomadops.gc.job.DeadJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.Admission.Admitted;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final LedgerLimits SMALL =
      new LedgerLimits(
          2, 2, 3, 3, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(60));
  private final Ledger ledger = new Ledger(SMALL);
  private final DeadJob a = job("a").indexes(10, 10, 12).build();

  @Test
  void aJobInFlightIsNotAdmittedAgain() {
    assertThat(ledger.admit(a, 100, NOW)).isInstanceOf(Admitted.class);
    assertThat(ledger.admit(a, 100, NOW)).isInstanceOf(Admission.InFlight.class);
  }

  @Test
  void aListThatCannotKnowOfThePurgeDoesNotResurrectTheJob() {
    purge(a, 50);
    assertThat(ledger.admit(a, 40, NOW)).isEqualTo(new Admission.AlreadyPurged(50));
    assertThat(ledger.admit(a, 60, NOW)).isEqualTo(new Admission.AlreadyPurged(50));
  }

  @Test
  void aNewRegistrationUnderTheIdIsAnotherJobAndRememberedAsOneThatComesBack() {
    purge(a, 50);
    assertThat(ledger.admit(job("a").indexes(60, 60, 62).build(), 70, NOW))
        .isInstanceOf(Admitted.class);
    assertThat(ledger.seenBefore(a.key())).isTrue();
    assertThat(ledger.seenBefore(job("b").build().key())).isFalse();
  }

  @Test
  void failuresWaitTwiceAsLongEachTimeAndAreParkedAfterTheLast() {
    Instant at = NOW;
    for (int wait : new int[] {5, 10}) {
      fail(a, at);
      assertThat(ledger.admit(a, 100, at.plusSeconds(wait - 1)))
          .isInstanceOf(Admission.Waiting.class);
      at = at.plusSeconds(wait);
    }
    fail(a, at);
    assertThat(ledger.admit(a, 100, at.plus(Duration.ofDays(9))))
        .isInstanceOf(Admission.Parked.class);
    assertThat(ledger.parked()).isEqualTo(1);
  }

  @Test
  void aParkedJobThatChangesIsTriedAgain() {
    for (int i = 0; i < 3; i++) {
      fail(a, NOW.plusSeconds(100L * i));
    }
    assertThat(ledger.admit(job("a").indexes(10, 20, 22).build(), 100, NOW))
        .isInstanceOf(Admitted.class);
    assertThat(ledger.parked()).isZero();
  }

  @Test
  void aLostAnswerIsGivenTimeToTakeEffect() {
    ledger.admit(a, 100, NOW);
    ledger.settle(a.key(), new PurgeOutcome.Unknown("reset"), NOW);
    assertThat(ledger.admit(a, 100, NOW.plusSeconds(59))).isInstanceOf(Admission.Waiting.class);
    assertThat(ledger.admit(a, 100, NOW.plusSeconds(60))).isInstanceOf(Admitted.class);
  }

  @Test
  void aDeferredJobWaitsWithoutAMarkAgainstIt() {
    ledger.admit(a, 100, NOW);
    ledger.settle(a.key(), new PurgeOutcome.Deferred("young", NOW.plusSeconds(600)), NOW);
    assertThat(ledger.admit(a, 100, NOW.plusSeconds(599)))
        .isEqualTo(new Admission.Waiting(NOW.plusSeconds(600), 0));
    assertThat(ledger.failing()).isZero();
  }

  @Test
  void whenTooManyJobsFailNothingNewIsAdmitted() {
    for (String id : new String[] {"b", "c", "d"}) {
      fail(job(id).build(), NOW);
    }
    assertThat(ledger.admit(a, 100, NOW)).isEqualTo(new Admission.Overloaded(3));
  }

  @Test
  void aPageOlderThanForgottenPurgesIsRefusedWhole() {
    purge(a, 50);
    purge(job("b").build(), 51);
    purge(job("c").build(), 52);
    assertThat(ledger.admit(a, 49, NOW)).isEqualTo(new Admission.PageTooStale(50));
    assertThat(ledger.admit(a, 50, NOW)).isInstanceOf(Admitted.class);
  }

  @Test
  void troublesOfJobsThatListsNoLongerShowAreDropped() {
    fail(a, NOW);
    for (int i = 0; i < 3; i++) {
      ledger.listCompleted();
    }
    assertThat(ledger.failing()).isZero();
    assertThat(ledger.size()).isZero();
  }

  @Test
  void settlingWhatIsNotInFlightIsABug() {
    assertThatThrownBy(() -> ledger.settle(a.key(), new PurgeOutcome.Changed("x"), NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  private void purge(DeadJob job, long index) {
    ledger.admit(job, 100, NOW);
    ledger.settle(job.key(), new PurgeOutcome.Purged(index, "e"), NOW);
  }

  private void fail(DeadJob job, Instant at) {
    assertThat(ledger.admit(job, 100, at)).isInstanceOf(Admitted.class);
    ledger.settle(job.key(), new PurgeOutcome.Refused(403, "no"), at);
  }
}
