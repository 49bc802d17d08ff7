package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.gc.Await;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real processes and one lock. The server's time is skipped where a dead holder's lease would have
/// to be waited out.
@Timeout(240)
class LeaderLockTest {
  private static final int JOBS = 2_000;
  private final VirtualClock clock = SimClock.virtual();
  @TempDir Path folder;

  @Test
  void oneProcessAtATimePurgesAndAnotherTakesOverWhenItIsKilledOrStopped() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withClock(clock));
        PassingTime time = new PassingTime(clock);
        GcChild a = start(nomad, "a");
        GcChild b = start(nomad, "b")) {
      nomad.state().seedDeadJobs(JOBS);
      Await.until("one leads", () -> purged(a) + purged(b) >= 20);
      GcChild first = purged(a) > 0 ? a : b;
      GcChild second = first == a ? b : a;
      assertLeads(first, first == a ? "a" : "b", second);

      first.kill();
      time.skip(Duration.ofMinutes(1));
      Await.until("the other takes over from the killed one", () -> purged(second) >= 20);

      try (GcChild third = start(nomad, "c")) {
        Await.until("a third follows", () -> follows(third, first == a ? "b" : "a"));
        assertThat(purged(third)).isZero();
        assertThat(second.stop()).as(second.log()).isZero();
        assertThat(second.audit("sending")).hasSameSizeAs(second.audit("purged"));
        Await.until("the third takes over from the stopped one", () -> purged(third) >= 20);
        assertThat(third.stop()).as(third.log()).isZero();
        assertOneAfterAnother(first, second, third);
        GcRun rest = GcRun.of(nomad.address(), Clockwork.system(), "run", "-once");
        assertThat(rest.code()).as(rest.err()).isEqualTo(ExitCode.DONE);
        assertSound(nomad.state().journal());
      }
    }
  }

  private GcChild start(NomadSimulator nomad, String name) throws Exception {
    return GcChild.start(folder, name, nomad.address(), "-max-rate=100", "-list-interval=1s");
  }

  private static int purged(GcChild gc) throws Exception {
    return gc.audit("purged").size();
  }

  private static boolean follows(GcChild gc, String leader) throws Exception {
    JsonNode standing = gc.status().get("leadership");
    return !standing.get("leading").asBoolean() && standing.get("holder").asString().equals(leader);
  }

  private static void assertLeads(GcChild leader, String name, GcChild follower) throws Exception {
    assertThat(leader.status().at("/leadership/leading").asBoolean()).isTrue();
    assertThat(leader.page("/metrics").body()).contains("gc_hold{cause=\"no_leadership\"} 0");
    Await.until("the other knows who leads", () -> follows(follower, name));
    assertThat(follower.audit()).isEmpty();
    assertThat(follower.status().at("/list/at").asString()).isEqualTo("never");
  }

  private static void assertOneAfterAnother(GcChild... processes) throws Exception {
    Instant before = Instant.MIN;
    for (GcChild process : processes) {
      List<Instant> times =
          process.audit().stream().map(l -> Instant.parse(l.get("time").asString())).toList();
      assertThat(times).allMatch(before::isBefore);
      before = times.getLast();
    }
  }

  private static void assertSound(Journal journal) {
    assertThat(journal.purges()).hasSize(JOBS).noneMatch(Effect.Deregistered::live);
    assertThat(journal.deletesPerVersion()).hasSize(JOBS);
    assertThat(journal.deletesPerVersion().values()).allMatch(n -> n == 1);
    assertThat(journal.deletesInVain()).isEmpty();
  }
}
