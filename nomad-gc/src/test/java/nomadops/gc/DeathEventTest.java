package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.workload.DeadJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Lists are an hour apart: what dies meanwhile is known by its event.
@Timeout(90)
class DeathEventTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int JOBS = 20;
  private final NomadSimulator nomad = NomadSimulator.start();

  @AfterEach
  void stop() {
    nomad.close();
  }

  @Test
  void whatDiesBetweenListsIsPurgedWhenItIsDue() throws Exception {
    try (Rig rig = new Rig(nomad, AN_HOUR, Duration.ofSeconds(2));
        Rig.Running _ = rig.forever()) {
      awaitFirstList(rig);
      DeadJobs.seed(nomad.address(), "short-", JOBS);
      Await.until("they are purged", () -> nomad.state().journal().purges().size() == JOBS);
      assertOursAreNoDeaths(rig);
      Rig.assertSound(nomad.state().journal());
      Rig.assertNothingInVain(nomad.state().journal());
    }
  }

  /// The events of purges have dead jobs, too. The last death may still call for a list first.
  private static void assertOursAreNoDeaths(Rig rig) throws InterruptedException {
    Thread.sleep(500);
    long lists = rig.gc.intake.last().lists();
    assertThat(lists).isGreaterThan(1);
    Thread.sleep(2_500);
    assertThat(rig.gc.intake.last().lists()).isEqualTo(lists);
  }

  @Test
  void whatIsKeptForLongerThanThatNeedsNoList() throws Exception {
    nomad.state().seedDeadJobs(JOBS);
    try (Rig rig = new Rig(nomad, AN_HOUR, Duration.ofHours(2));
        Rig.Running _ = rig.forever()) {
      Await.until("they are purged", () -> nomad.state().journal().purges().size() == JOBS);
      awaitFirstList(rig);
      DeadJobs.seed(nomad.address(), "long-", JOBS);
      Await.until("they are dead", () -> nomad.state().jobs("dead") == JOBS);
      Thread.sleep(500);
      assertThat(rig.gc.intake.last().lists()).isEqualTo(1);
    }
  }

  private static void awaitFirstList(Rig rig) throws Exception {
    Await.until("the first list is done", () -> rig.gc.intake.last().lists() > 0);
    Await.until("the stream is followed", () -> rig.gc.events.state().connected());
  }
}
