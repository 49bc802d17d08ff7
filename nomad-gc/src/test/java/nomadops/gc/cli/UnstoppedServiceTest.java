package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dead service jobs that nobody stopped: Nomad never collects them, and gc only by a rule that
/// says so.
class UnstoppedServiceTest {
  private static final String RULE =
      """
      retention:
        - {name: everything, id: '*', keep-for: 1h}
        - {name: ended-services, type: [service], unstopped: true, keep-for: 2h}
      """;

  @TempDir Path folder;

  @Test
  void withoutTheRuleTheyStayWhateverElseMatches() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(services());
      GcRun run = gc(nomad, "retention:\n  - {name: everything, keep-for: 1h}\n", "run", "-once");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("kept: not_stopped");
      assertThat(nomad.state().jobs("dead")).isEqualTo(4);
    }
  }

  @Test
  void withTheRuleTheyGoOnceTheyAreOldEnough() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(services());
      nomad.state().seedDeadJobs(services().idPrefix("young-").age(Duration.ofMinutes(70)));
      GcRun plan = gc(nomad, RULE, "plan");
      assertThat(plan.out()).contains("4 of 8 dead jobs would be deleted now");
      GcRun run = gc(nomad, RULE, "run", "-once");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(nomad.state().jobs("dead")).isEqualTo(4);
      assertThat(nomad.state().job("default", "young-0000000")).isPresent();
    }
  }

  @Test
  void oneThatIsScaledDownOrMayBeScaledUpOrNeverRanIsNotAtItsEnd() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      register(nomad, "zero", 1, "");
      register(
          nomad, "scaled", 1, "\"Scaling\":{\"Enabled\":true,\"Min\":0,\"Max\":3,\"Policy\":{}},");
      register(nomad, "ended", 1, "");
      register(nomad, "never", 0, "");
      awaitDead(nomad, 4);
      register(nomad, "zero", 0, "");
      awaitDead(nomad, 4);
      GcRun run =
          gc(
              nomad,
              RULE.replace("2h", "0s"),
              "run",
              "-once",
              "-allow-short-keep",
              "-reuse-quiet",
              "0s");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(nomad.state().job("default", "ended")).isEmpty();
      assertThat(nomad.state().job("default", "zero")).isPresent();
      assertThat(nomad.state().job("default", "scaled")).isPresent();
      assertThat(nomad.state().job("default", "never")).isPresent();
      assertThat(run.out())
          .containsPattern("put off by fresh facts +2")
          .containsPattern("kept: not_stopped +1");
    }
  }

  private static void register(NomadSimulator nomad, String id, int count, String more) {
    String _ =
        nomad
            .state()
            .register(
                """
                {"Job":{"ID":"%s","Name":"%s","Type":"service","Datacenters":["*"],"TaskGroups":[{"Name":"g","Count":%d,%s\
                "ReschedulePolicy":{"Attempts":0,"Unlimited":false},"Update":{"MaxParallel":0},"RestartPolicy":{"Attempts":0,"Mode":"fail"},\
                "Tasks":[{"Name":"t","Driver":"mock_driver","Config":{"run_for":"10ms","exit_code":1},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
                """
                    .formatted(id, id, count, more));
  }

  private static void awaitDead(NomadSimulator nomad, int count) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (nomad.state().jobs("dead") < count) {
      assertThat(System.nanoTime()).as("waiting for the jobs to end").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static DeadJobSeed services() {
    return DeadJobSeed.of(4).idPrefix("svc-").type("service").outcome(DeadJobSeed.Outcome.FAILED);
  }

  private GcRun gc(NomadSimulator nomad, String rules, String... arguments) throws IOException {
    Path file = Files.writeString(folder.resolve("gc.yaml"), rules);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-config", file.toString()));
    return GcRun.of(nomad.address(), Clockwork.system(), all.toArray(String[]::new));
  }
}
