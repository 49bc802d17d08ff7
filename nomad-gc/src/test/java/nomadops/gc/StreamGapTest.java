package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nomadops.gc.purge.Trail;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The event stream speeds things up and is never relied on.
@Timeout(90)
class StreamGapTest {
  private static final int BUFFER = 5;
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withEvents(Duration.ofMillis(100), BUFFER));

  @AfterEach
  void stop() {
    nomad.close();
  }

  @Test
  void aReconnectLeadsToANewList() throws Exception {
    try (Rig rig = new Rig(nomad, Trail.NONE, AN_HOUR);
        Rig.Running _ = rig.forever()) {
      awaitFirstList(rig);
      nomad.state().seedDeadJobs(20);
      nomad.cutStreams();
      Await.until("it has listed again", () -> nomad.state().jobs("dead") == 0);
      Await.until("it follows the stream again", () -> rig.gc.events.state().connected());
      Rig.assertSound(nomad.state().journal());
      Rig.assertNothingInVain(nomad.state().journal());
    }
  }

  @Test
  void eventsThatTheServerForgotLeadToANewListAndAreCounted() throws Exception {
    nomad.state().seedDeadJobs(DeadJobSeed.of(3).idPrefix("first-"));
    try (Rig rig = new Rig(nomad, Trail.NONE, AN_HOUR);
        Rig.Running _ = rig.forever()) {
      awaitFirstList(rig);
      Await.until("events have come", () -> nomad.state().jobs("dead") == 0);
      Faults.Handle broken = breakStream(rig);
      nomad.state().seedDeadJobs(20);
      register(5 * BUFFER);
      long lists = rig.gc.intake.last().lists();
      broken.remove();
      Await.until("the gap is seen", () -> rig.gc.events.state().gaps() > 0);
      Await.until("it has listed again", () -> rig.gc.intake.last().lists() > lists);
      Await.until("the dead are purged", () -> nomad.state().jobs("dead") == 0);
      Rig.assertSound(nomad.state().journal());
      Rig.assertNothingInVain(nomad.state().journal());
    }
  }

  @Test
  void whileTheStreamIsBrokenItGoesOnFromListsAloneAndSaysSo() throws Exception {
    try (Rig rig = new Rig(nomad, Trail.NONE);
        Rig.Running _ = rig.forever()) {
      awaitFirstList(rig);
      Faults.Handle broken = breakStream(rig);
      nomad.state().seedDeadJobs(DeadJobSeed.of(30).idPrefix("a-"));
      Await.until("the dead are purged", () -> nomad.state().jobs("dead") == 0);
      nomad.state().seedDeadJobs(DeadJobSeed.of(30).idPrefix("b-"));
      Await.until("those that came later, too", () -> nomad.state().jobs("dead") == 0);
      assertThat(rig.gc.events.state().connected()).isFalse();
      assertThat(rig.gc.status().get("events").toString())
          .contains("connected=false", "503", "working from lists alone");
      assertThat(rig.gc.notReady()).isEmpty();
      assertThat(broken.hits()).as("it tries to come back").isGreaterThan(1);
      assertThat(nomad.state().journal().purges()).hasSize(60);
      Rig.assertSound(nomad.state().journal());
      Rig.assertNothingInVain(nomad.state().journal());
    }
  }

  private static void awaitFirstList(Rig rig) throws Exception {
    Await.until("it follows the stream", () -> rig.gc.events.state().connected());
    Await.until("the first list is done", () -> rig.gc.intake.last().lists() > 0);
  }

  private Faults.Handle breakStream(Rig rig) throws Exception {
    Faults.Handle broken =
        nomad.faults().inject(Match.of("GET", "/v1/event/stream"), Fault.unavailable());
    nomad.cutStreams();
    Await.until("the stream is broken", () -> !rig.gc.events.state().connected());
    return broken;
  }

  private void register(int jobs) {
    for (int i = 0; i < jobs; i++) {
      String eval =
          nomad
              .state()
              .register(
                  """
                  {"Job": {"ID": "live-%d", "Type": "batch", "Datacenters": ["*"], "TaskGroups": [{"Name": "g",
                   "Count": 1, "Tasks": [{"Name": "t", "Driver": "mock_driver", "Config": {"run_for": "1h"}}]}]}}
                  """
                      .formatted(i));
      assertThat(eval).isNotEmpty();
    }
  }
}
