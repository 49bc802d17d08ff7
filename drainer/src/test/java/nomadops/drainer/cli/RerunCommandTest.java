package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import nomadops.client.model.JobKey;
import nomadops.runtime.ExitCode;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Work that a drain cut off runs again. */
class RerunCommandTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  private String drainedWith(String... jobs) {
    String node = desk.node(1);
    for (String job : jobs) {
      desk.runs(job, "batch", "2h");
    }
    desk.clock.advance(Duration.ofMinutes(1));
    assertThat(desk.types("drain", "-node", node, "-force")).isEqualTo(ExitCode.DONE);
    desk.node(2);
    return node;
  }

  private long running() {
    return desk.nomad.state().jobs("running");
  }

  @Test
  void cutWorkRunsAgainOnceHoweverOftenItIsAskedFor() {
    String node = drainedWith("a", "b");
    assertThat(running()).isZero();
    assertThat(desk.types("rerun", "-node", node)).isEqualTo(ExitCode.DONE);
    assertThat(desk.out())
        .containsPattern("a +\\S{8} +1m0s +started +a\n")
        .containsPattern("b +\\S{8} +1m0s +started +b\n");
    assertThat(running()).isEqualTo(2);
    assertThat(desk.types("rerun", "-instance", Desk.instance(1))).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("needless").doesNotContain("started");
    assertThat(running()).isEqualTo(2);
  }

  @Test
  void aDryRunOnlyLists() {
    String node = drainedWith("a");
    assertThat(desk.types("rerun", "-node", node, "-dry-run", "-json")).isEqualTo(ExitCode.DONE);
    JsonNode one = desk.json().path("cut").path(0);
    assertThat(one.path("job").asString()).isEqualTo("a");
    assertThat(one.path("outcome").asString()).isEqualTo("dry-run");
    assertThat(one.path("node").asString()).isEqualTo(node);
    assertThat(one.path("ran_seconds").asDouble()).isEqualTo(60);
    assertThat(running()).isZero();
  }

  @Test
  void whatCannotRunAgainIsToldAndTheRestRuns() {
    String node = drainedWith("stopped", "fine");
    desk.client.jobs().stop(JobKey.inDefault("stopped"), OptionalInt.empty());
    assertThat(desk.types("rerun", "-node", node)).isEqualTo(ExitCode.REFUSED);
    assertThat(desk.out()).contains("refused", "was stopped", "started");
    assertThat(running()).isEqualTo(1);
  }

  @Test
  void aFaultIsAFailureOfThatWorkAloneAndMayBeRepeated() {
    String node = drainedWith("a", "b");
    desk.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/jobs").times(1), Fault.serverError("disk full"));
    assertThat(desk.types("rerun", "-node", node)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("failed", "started");
    assertThat(desk.types("rerun", "-node", node)).isEqualTo(ExitCode.DONE);
    assertThat(running()).isEqualTo(2);
  }

  @Test
  void nothingCutIsSaidInWords() {
    String node = desk.node(1);
    assertThat(desk.types("rerun", "-node", node)).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).isEqualTo("No batch work was cut off there.\n");
    assertThat(desk.types("rerun")).isEqualTo(ExitCode.USAGE);
    desk.nomad.close();
    assertThat(desk.types("rerun", "-node", node)).isEqualTo(ExitCode.UNREACHABLE);
  }
}
