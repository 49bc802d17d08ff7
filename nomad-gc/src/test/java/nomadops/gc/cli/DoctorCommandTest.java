package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.Ran;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(180)
class DoctorCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void aQuietClusterIsWell() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(DeadJobSeed.of(20).age(Duration.ofMinutes(10)));
      GcRun run = doctor(nomad.address());
      assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out())
          .containsPattern("ok +leader")
          .contains("20 (20 batch)")
          .contains("nothing is wrong with the collection of dead jobs");
      assertThat(nomad.state().journal().purges()).as("nothing was changed").isEmpty();
    }
  }

  @Test
  void jobsThatNobodyCollectsAreFoundWithTheirRemedy() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(DeadJobSeed.of(150).age(Duration.ofHours(9)));
      nomad
          .state()
          .seedDeadJobs(DeadJobSeed.of(4).idPrefix("web-").type("service").age(Duration.ofDays(3)));
      GcRun run = doctor(nomad.address(), "-json");
      assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
      JsonNode said = JSON.readTree(run.out());
      assertThat(said.path("well").asBoolean()).isFalse();
      assertThat(finding(said, "overdue").path("evidence").asString())
          .startsWith("150, the oldest by ")
          .contains("of the 10 oldest 10 are held by nothing");
      assertThat(finding(said, "overdue").path("remedy").asString()).contains("gc run");
      assertThat(finding(said, "unstopped").path("evidence").asString())
          .startsWith("4 service")
          .contains("default/web-");
    }
  }

  @Test
  void aPausedBrokerIsSeen() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      put(nomad.address(), "/v1/operator/scheduler/configuration", "{\"PauseEvalBroker\":true}");
      GcRun run = doctor(nomad.address());
      assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.FAILED);
      assertThat(run.out()).containsPattern("trouble +broker").contains("one thing is wrong");
    }
  }

  /// What a token may not see is said, and makes nobody believe that all is well.
  @Test
  void aTokenOfTheCollectorSeesEnough() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      Ran ours = doctor(nomad, admin.token("gc", PolicyFile.of("gc").whole().rules()));
      assertThat(ours.out()).doesNotContain("not seen  ");
      Ran blind = doctor(nomad, admin.token("blind", "node { policy = \"read\" }"));
      assertThat(blind.code()).isEqualTo(ExitCode.DONE);
      assertThat(blind.out())
          .containsPattern("not seen +broker")
          .containsPattern("not seen +thresholds");
    }
  }

  @Test
  void whoIsNotThereIsNotDiagnosed() {
    GcRun run = doctor(URI.create("http://127.0.0.1:1"));
    assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.out()).isEmpty();
  }

  private static GcRun doctor(URI nomad, String... more) {
    String[] words = new String[more.length + 1];
    words[0] = "doctor";
    System.arraycopy(more, 0, words, 1, more.length);
    return GcRun.of(nomad, Clockwork.system(), words);
  }

  private static Ran doctor(NomadSimulator nomad, String token) {
    return Ran.of(
        GcCommand.spec(),
        Map.of("NOMAD_ADDR", nomad.address().toString(), "NOMAD_TOKEN", token),
        "gc",
        "doctor");
  }

  private static JsonNode finding(JsonNode said, String check) {
    return said.path("findings")
        .valueStream()
        .filter(each -> each.path("check").asString().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static void put(URI nomad, String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(nomad.resolve(path))
                  .PUT(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }
}
