package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several exporters of one Nomad.
@Timeout(180)
class ReplicasTest {
  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void ofTwoWithALockOneTellsTheClusterAndTheOtherTakesItsPlace() throws Exception {
    rig.withWork();
    Replica one = rig.exporter("-leader", "lock", "-leader-name", "one").untilReady();
    one.until("the leader's state", p -> p.sum("nomad_jobs") == 6);
    Replica two = rig.exporter("-leader", "lock", "-leader-name", "two").untilReady();

    assertThat(one.page().state()).isNotEmpty();
    Page follower = two.page();
    assertThat(follower.state()).isEmpty();
    assertThat(follower.value("nomad_ops_exporter_view_ready")).as("it watches, too").isEqualTo(1);
    assertThat(follower.value("nomad_ops_exporter_objects{kind=\"job\"}")).isEqualTo(6);
    assertThat(follower.types()).containsKey("jvm_threads_live_threads");
    assertThat(two.get("/status").body())
        .contains("\"tells_the_cluster\" : false")
        .contains("another holds the lock");

    one.stop();
    two.until("the other's state", p -> p.sum("nomad_jobs") == 6);
    two.stop();
  }

  @Test
  void twoWithoutALeaderTellTheSame() throws Exception {
    rig.withWork();
    Replica one = rig.exporter().untilReady();
    Replica two = rig.exporter().untilReady();
    rig.runs("late", "batch", 1, 100);
    one.until("what came late", p -> p.sum("nomad_allocations") == 5);
    two.until("what came late", p -> p.sum("nomad_allocations") == 5);

    // What servers say of themselves is looked at every few seconds, by each at its own time.
    for (int i = 0; i < 100 && !one.page().gauges().equals(two.page().gauges()); i++) {
      Thread.sleep(200);
    }
    assertThat(one.page().gauges()).isEqualTo(two.page().gauges());
    assertThat(one.page().gauges())
        .containsKey("nomad_jobs{namespace=\"default\",status=\"running\",type=\"service\"}")
        .hasSizeGreaterThan(20);
  }
}
