package nomadops.gc.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `gc run -once` and `gc plan` make of each failure on the wire: a message, an exit code, an
/// end, and no delete too many. A minute of waiting takes a second here.
@Timeout(60)
class WireFaultTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private final RecordedNomad nomad = new RecordedNomad("nomad-2.0.5");
  private final Clockwork time = HastyTime.from(NOW, 60);

  @AfterEach
  void stop() {
    nomad.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run -once", "plan"})
  void aWrongTokenIsToldWhatItLacks(String command) {
    listsAnswer(nomad.recorded("acl-jobs-list-bad-token"));
    assertFails(
        gc(command, "-token=wrong"), ExitCode.FAILED, "403", "list-jobs, read-job and purge-job");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run -once", "plan"})
  void aNamespaceThatNomadDoesNotKnowIsNamed(String command) {
    assertFails(gc(command, "-namespace=nowhere"), ExitCode.USAGE, "\"nowhere\" does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run -once", "plan"})
  void aFilterThatNomadRefusesIsReportedInItsWords(String command) {
    listsAnswer(nomad.recorded("jobs-list-bad-filter"));
    assertFails(
        gc(command, "-filter=Status = dead"),
        ExitCode.USAGE,
        "filter",
        "failed to read filter expression");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run -once", "plan"})
  void aListThatIsNotJsonEndsTheRun(String command) {
    listsAnswer(nomad.list(nomad.row().substring(0, 200)));
    assertFails(gc(command), ExitCode.FAILED, "GET /v1/jobs", nomad.address().toString());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aListThatIsAlwaysCutOffEndsTheRun(Fault cut) {
    listsAnswer(aResponse().withFault(cut));
    assertFails(gc("run -once"), ExitCode.FAILED, "GET /v1/jobs", "got no whole answer");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aPageThatIsCutOffNowAndThenIsAskedForAgain(Fault cut) {
    nomad.server.stubFor(
        get(urlPathEqualTo("/v1/jobs"))
            .atPriority(1)
            .inScenario("page")
            .whenScenarioStateIs("cut")
            .willSetStateTo("whole")
            .willReturn(aResponse().withFault(cut)));
    nomad.server.setScenarioState("page", "cut");
    assertPurgedOnce(gc("run -once"), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429})
  void listsThatAreAlwaysRefusedEndTheRun(int status) {
    listsAnswer(aResponse().withStatus(status).withBody("no"));
    assertFails(gc("run -once"), ExitCode.FAILED, "GET /v1/jobs", "was answered " + status);
  }

  @Test
  void aDeleteThatIsThrottledIsSentAgainAfterANewRead() {
    once(aResponse().withStatus(429).withHeader("Retry-After", "2").withBody("Too many requests"));
    assertPurgedOnce(gc("run -once"), 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void aDeleteThatTheServerFailedAtIsSentAgainAfterANewRead(int status) {
    once(aResponse().withStatus(status).withBody("leadership lost while committing log"));
    assertPurgedOnce(gc("run -once"), 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
  void aDeleteThatWasLostOnTheWayIsSentAgainAfterANewRead(Fault reset) {
    once(aResponse().withFault(reset));
    assertPurgedOnce(gc("run -once"), 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
  void aDeleteWhoseAnswerWasLostIsNotSentAgain(Fault reset) {
    purgesAnswering(aResponse().withFault(reset));
    assertGoneAfterOneDelete(gc("run -once", "-json"));
  }

  @Test
  void aDeleteThatWasAppliedThoughAnswered500IsNotSentAgain() {
    purgesAnswering(aResponse().withStatus(500).withBody("leadership lost while committing log"));
    assertGoneAfterOneDelete(gc("run -once", "-json"));
  }

  @Test
  void deletesThatAlwaysFailEndTheRunAndEachHasAReadBeforeIt() {
    nomad.server.stubFor(
        delete(urlPathEqualTo(RecordedNomad.JOB))
            .atPriority(1)
            .willReturn(aResponse().withStatus(500).withBody("boom")));
    GcRun run = GcRun.of(nomad.address(), HastyTime.from(NOW, 300), "run", "-once");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("failed, may be tried again");
    assertThat(nomad.deletes()).isBetween(2L, 6L);
    assertThat(nomad.readBeforeEachDelete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run -once", "plan"})
  void aNomadThatIsNotThereIsExitThree(String command) {
    URI address = nomad.address();
    nomad.close();
    GcRun run = GcRun.of(address, time, command.split(" "));
    assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).contains(address.toString(), "check NOMAD_ADDR");
  }

  @Test
  void aTokenThatMayNotPurgeEndsTheRunAfterOneDelete() {
    nomad.server.stubFor(
        delete(urlPathEqualTo(RecordedNomad.JOB))
            .atPriority(1)
            .willReturn(nomad.recorded("acl-jobs-list-bad-token")));
    GcRun run = gc("run -once");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("purge-job").doesNotContain("bug in nomad-ops");
    assertThat(nomad.deletes()).isEqualTo(1);
  }

  private void listsAnswer(ResponseDefinitionBuilder answer) {
    nomad.server.stubFor(get(urlPathEqualTo("/v1/jobs")).atPriority(1).willReturn(answer));
  }

  /// The first DELETE is answered so, and changes nothing.
  private void once(ResponseDefinitionBuilder answer) {
    nomad.server.stubFor(
        delete(urlPathEqualTo(RecordedNomad.JOB))
            .atPriority(1)
            .inScenario("delete")
            .whenScenarioStateIs("first")
            .willSetStateTo("later")
            .willReturn(answer));
    nomad.server.setScenarioState("delete", "first");
  }

  /// The first DELETE purges the job and is answered so.
  private void purgesAnswering(ResponseDefinitionBuilder answer) {
    nomad.server.stubFor(
        nomad.purges(delete(urlPathEqualTo(RecordedNomad.JOB)).atPriority(1).willReturn(answer)));
  }

  private GcRun gc(String command, String... options) {
    String[] words = command.split(" ");
    String[] all = Arrays.copyOf(words, words.length + options.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    return GcRun.of(nomad.address(), time, all);
  }

  private void assertFails(GcRun run, ExitCode code, String... words) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    assertThat(run.err()).contains(words).doesNotContain("bug in nomad-ops");
    assertThat(nomad.deletes()).isZero();
  }

  private void assertPurgedOnce(GcRun run, int deletes) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.deletes()).as("%s%n%s", nomad.asked(), run).isEqualTo(deletes);
    assertThat(nomad.readBeforeEachDelete()).as("%s", nomad.asked()).isTrue();
    assertThat(run.out()).containsPattern("purged +1\n");
  }

  private void assertGoneAfterOneDelete(GcRun run) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.deletes()).isEqualTo(1);
    assertThat(run.out()).contains("\"answer_lost\":1", "\"failed\":0", "\"parked\":0");
  }
}
