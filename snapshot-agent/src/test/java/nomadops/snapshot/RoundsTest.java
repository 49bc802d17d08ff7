package nomadops.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.Stop;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.LocalServerLeadership;
import nomadops.simulator.NomadSimulator;
import nomadops.snapshot.policy.Due;
import nomadops.snapshot.policy.SnapshotName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
  @TempDir Path spool;
  private NomadSimulator nomad;
  private Rig rig;

  @BeforeEach
  void start() {
    nomad = NomadSimulator.start();
    rig = new Rig(nomad.address(), spool);
  }

  @AfterEach
  void stop() {
    rig.close();
    nomad.close();
  }

  @Test
  void oneIsTakenEachHourAndOldOnesGo() throws InterruptedException {
    Rounds rounds = rig.rounds(Fence.open());
    for (int i = 0; i < 12 * 30; i++) {
      turn(rounds);
      rig.pass(Duration.ofMinutes(5));
    }
    Set<Instant> hours =
        rig.target.kept.keySet().stream()
            .map(name -> name.at().truncatedTo(java.time.temporal.ChronoUnit.HOURS))
            .collect(Collectors.toCollection(TreeSet::new));
    // The last three hours, the newest of the day before; the week's is the newest.
    assertThat(hours)
        .containsExactly(
            Instant.parse("2026-11-27T23:00:00Z"),
            Instant.parse("2026-11-28T17:00:00Z"),
            Instant.parse("2026-11-28T18:00:00Z"),
            Instant.parse("2026-11-28T19:00:00Z"));
    assertThat(rig.scraped("nomad_ops_snapshot_attempts_total{outcome=\"saved\"}")).isEqualTo(31);
    assertThat(rig.scraped("nomad_ops_snapshot_deletions_total{outcome=\"done\"}")).isEqualTo(27);
    assertThat(rig.scraped("nomad_ops_snapshot_retained{class=\"hourly\"}")).isEqualTo(3);
    assertThat(rig.scraped("nomad_ops_snapshot_retained{class=\"daily\"}")).isEqualTo(2);
    assertThat(rig.scraped("nomad_ops_snapshot_retained{class=\"weekly\"}")).isEqualTo(1);
    assertThat(rig.scraped("nomad_ops_snapshot_retained{class=\"other\"}")).isZero();
    assertThat(rig.scraped("nomad_ops_snapshot_size_bytes")).isPositive();
    assertThat(rig.scraped("nomad_ops_snapshot_previous_size_bytes")).isPositive();
  }

  @Test
  void aRestartTakesNoneAgainAndAReplicaNeither() throws InterruptedException {
    turn(rig.rounds(Fence.open()));
    assertThat(rig.target.kept).hasSize(1);
    rig.pass(Duration.ofMinutes(1));
    Rounds second = rig.rounds(Fence.open());
    turn(second);
    assertThat(rig.target.kept).hasSize(1);
    assertThat(second.view().due()).get().isInstanceOf(Due.Later.class);
  }

  @Test
  void whoDoesNotLeadLooksAndDoesNothing() throws InterruptedException {
    turn(rig.rounds(Fence.open()));
    rig.pass(Duration.ofHours(2));
    Rounds standby = rig.rounds(Fence.closed("somebody else leads"));
    turn(standby);
    assertThat(rig.target.kept).hasSize(1);
    assertThat(standby.view().shelf().orElseThrow().newest()).isPresent();
    assertThat(standby.view().failures()).isZero();
  }

  /// While nothing can be saved, nothing is deleted; and it is not tried without end.
  @Test
  void aNomadThatFailsIsTriedAgainWithARestBetween() throws InterruptedException {
    turn(rig.rounds(Fence.open()));
    nomad.close();
    rig.pass(Duration.ofHours(1));
    Rounds rounds = rig.rounds(Fence.open());
    for (int i = 0; i < 600; i++) {
      turn(rounds);
      rig.pass(Duration.ofSeconds(5));
    }
    assertThat(rig.target.kept).hasSize(1);
    assertThat(rig.target.asked).isEmpty();
    double failed = rig.scraped("nomad_ops_snapshot_attempts_total{outcome=\"nomad-failed\"}");
    assertThat(failed).isBetween(5.0, 30.0);
    assertThat(rounds.view().failures()).isEqualTo((int) failed);
    nomad = NomadSimulator.start();
  }

  @Test
  void aTargetThatCannotBeListedOrWrittenIsCountedAndTriedAgain() throws InterruptedException {
    rig.target.failing.add("list");
    Rounds rounds = rig.rounds(Fence.open());
    turn(rounds);
    assertThat(rounds.view().blind()).contains("memory cannot list");
    assertThat(rig.scraped("nomad_ops_snapshot_age_seconds")).isEqualTo(-1);
    rig.target.failing.clear();
    rig.target.failing.add("put");
    rig.pass(Duration.ofMinutes(10));
    turn(rounds);
    assertThat(rounds.view().last().orElseThrow()).isInstanceOf(SaveOutcome.TargetFailed.class);
    rig.target.failing.clear();
    rig.pass(Duration.ofMinutes(20));
    turn(rounds);
    assertThat(rig.target.kept).hasSize(1);
    assertThat(rounds.view().failures()).isZero();
    assertThat(rig.scraped("nomad_ops_snapshot_target_errors_total{operation=\"list\"}"))
        .isEqualTo(1);
    assertThat(rig.scraped("nomad_ops_snapshot_target_errors_total{operation=\"keep\"}"))
        .isEqualTo(1);
    assertThat(rig.scraped("nomad_ops_snapshot_age_seconds")).isZero();
  }

  /// Else a replica that stands by would raise the alarm of failures for ever.
  @Test
  void aTargetThatIsBackAndALeadThatIsLostEndTheFailures() throws InterruptedException {
    rig.target.failing.add("list");
    Rounds standby = rig.rounds(Fence.closed("somebody else leads"));
    for (int i = 0; i < 5; i++) {
      turn(standby);
      rig.pass(Duration.ofMinutes(10));
    }
    assertThat(standby.view().failures()).isEqualTo(5);
    rig.target.failing.clear();
    turn(standby);
    assertThat(standby.view().failures()).isZero();
    Shelf shelf = standby.view().shelf().orElseThrow();
    SaveOutcome failed = new SaveOutcome.Rejected("cut");
    assertThat(standby.view().attempted(failed, rig.now).failures()).isEqualTo(1);
    assertThat(standby.view().attempted(failed, rig.now).following().failures()).isZero();
    assertThat(standby.view().attempted(failed, rig.now).seen(shelf).failures()).isEqualTo(1);
  }

  @Test
  void aDeletionThatFailsIsDecidedAgainInTheNextRound() throws InterruptedException {
    Rounds rounds = rig.rounds(Fence.open());
    for (int hour = 0; hour < 6; hour++) {
      rig.target.failing.add("delete");
      turn(rounds);
      rig.pass(Duration.ofHours(1));
    }
    assertThat(rig.target.kept).hasSize(6);
    assertThat(rig.scraped("nomad_ops_snapshot_deletions_total{outcome=\"failed\"}")).isEqualTo(6);
    rig.target.failing.clear();
    turn(rounds);
    assertThat(rig.target.kept).hasSize(3);
  }

  @Test
  void othersSnapshotsStay() throws InterruptedException {
    List<SnapshotName> others =
        List.of(
            new SnapshotName("other", rig.now.minus(Duration.ofDays(900)), 1, "000000000001"),
            new SnapshotName("other", rig.now.minus(Duration.ofDays(901)), 1, "000000000002"));
    others.forEach(one -> rig.target.kept.put(one, new byte[1]));
    Rounds rounds = rig.rounds(Fence.open());
    for (int hour = 0; hour < 8; hour++) {
      turn(rounds);
      rig.pass(Duration.ofHours(1));
    }
    assertThat(rig.target.kept.keySet()).containsAll(others);
  }

  /// The snapshot is there, and another may have begun to act.
  @Test
  void aLeadThatIsLostWhileASnapshotComesInKeepsNothing() throws InterruptedException {
    LocalServerLeadership leadership =
        new LocalServerLeadership(rig.nomad, Ticker.system(), Pause.system());
    Thread renewing =
        Thread.ofPlatform()
            .start(() -> {
              try {
                leadership.run(new Stop());
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    for (int i = 0; i < 600 && !leadership.fence().mayAct(); i++) {
      Thread.sleep(50);
    }
    renewing.interrupt();
    renewing.join();
    Saver saver = rig.saver(leadership.fence());
    SaveOutcome outcome = saver.save("test", () -> false, _ -> leadership.close());
    assertThat(outcome).isInstanceOf(SaveOutcome.Fenced.class);
    assertThat(rig.target.kept).isEmpty();
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void itStopsWhenItIsTold() throws InterruptedException {
    Rounds rounds = rig.rounds(Fence.open());
    int[] beats = {0};
    rounds.run(() -> beats[0] > 3, () -> beats[0]++);
    assertThat(rig.target.kept).hasSizeLessThan(2);
  }

  private static void turn(Rounds rounds) throws InterruptedException {
    rounds.turn(() -> false, () -> {});
  }
}
