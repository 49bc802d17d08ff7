package nomadops.gc.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every supported generation of Nomad, by what it was recorded to say, and those before.
class OldNomadTest {
  private final Clockwork time = HastyTime.from(Instant.parse("2026-12-01T00:00:00Z"), 60);

  @ParameterizedTest
  @ValueSource(strings = {"nomad-2.0.5", "nomad-1.8.4"})
  void aRecordedJobIsPlannedAndPurged(String version) {
    try (RecordedNomad nomad = new RecordedNomad(version)) {
      GcRun plan = GcRun.of(nomad.address(), time, "plan");
      assertThat(plan.code()).as(plan.err()).isEqualTo(ExitCode.DONE);
      assertThat(plan.out()).contains("default/batch-ok", "1 of 1 dead jobs would be deleted now");
      assertThat(nomad.deletes()).isZero();

      GcRun run = GcRun.of(nomad.address(), time, "run", "-once", "-json");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).startsWith("{\"purged\":1,\"already_gone\":0,");
      nomad.server.verify(
          1,
          deleteRequestedFor(urlPathEqualTo(RecordedNomad.JOB))
              .withQueryParam("purge", equalTo("true"))
              .withQueryParam("eval_priority", equalTo("1")));
      assertThat(nomad.readBeforeEachDelete()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"1.6.10,run", "1.6.10,plan", "1.2.16,run", "0.12.12,run", "1.6.0-beta.1,run"})
  void aNomadThatIsTooOldIsRefusedBeforeAnythingElseIsAsked(String version, String command) {
    try (RecordedNomad nomad = answering(version)) {
      GcRun run = GcRun.of(nomad.address(), time, arguments(command));
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err())
          .contains("this is Nomad " + version, "1.7 or newer")
          .doesNotContain("bug in nomad-ops");
      assertThat(nomad.paths()).containsExactly("/v1/agent/self");
    }
  }

  @Test
  void theOldestThatIsSupportedAndOneThatIsNotKnownYetPass() {
    for (String version : new String[] {"1.7.0", "1.10.3+ent", "3.0.0-dev"}) {
      try (RecordedNomad nomad = answering(version)) {
        GcRun run = GcRun.of(nomad.address(), time, "run", "-once");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(nomad.deletes()).isEqualTo(1);
      }
    }
  }

  private static String[] arguments(String command) {
    return command.equals("run") ? new String[] {"run", "-once"} : new String[] {command};
  }

  private static RecordedNomad answering(String version) {
    RecordedNomad nomad = new RecordedNomad("nomad-1.8.4");
    String self =
        nomad
            .body("agent-self")
            .toString()
            .replace("\"Version\":\"1.8.4\"", "\"Version\":\"" + version + "\"");
    nomad.server.stubFor(
        get("/v1/agent/self").willReturn(nomad.recorded("agent-self").withBody(self)));
    return nomad;
  }
}
