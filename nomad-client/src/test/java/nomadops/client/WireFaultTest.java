package nomadops.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.Retries;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each failure on the wire is called, and how often the server hears of it.
final class WireFaultTest {
  private static final RecordedNomad SERVER = new RecordedNomad();
  private static final JobKey JOB = JobKey.inDefault("a/b");
  private static final String PURGED =
      "{\"EvalID\":\"e\",\"EvalCreateIndex\":9,\"JobModifyIndex\":9,\"Index\":9}";

  private final VirtualTime time = new VirtualTime();
  private final CountingObserver observer = new CountingObserver();

  @BeforeEach
  void reset() {
    SERVER.server().resetAll();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aDeleteThatGotNoAnswerIsSentOnceAndMayHaveBeenApplied(Fault fault) {
    stub(aResponse().withFault(fault));
    NomadFault caught = purgeFails(connection());
    assertThat(caught).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(caught.mayHaveActed()).isTrue();
    assertThat(caught)
        .hasMessageContaining("DELETE /v1/job/a/b?namespace=default&purge=true")
        .hasMessageContaining(SERVER.address())
        .hasMessageContaining("may or may not have been applied");
    assertThat(requests()).isEqualTo(1);
    assertThat(time.slept).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aReadThatGotNoAnswerIsRepeated(Fault fault) {
    stub(aResponse().withFault(fault));
    assertThat(readFails(connection())).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(requests()).isEqualTo(4);
    assertThat(observer.lines)
        .containsSubsequence("job.read MaybeApplied", "job.read retry 1", "job.read retry 3");
  }

  @Test
  void aDeleteThatIsNotAnsweredInTimeIsSentOnce() {
    stub(okJson(PURGED).withFixedDelay(4_000));
    NomadFault caught = purgeFails(connection().requestTimeout(Duration.ofSeconds(1)));
    assertThat(caught).isInstanceOf(NomadFault.MaybeApplied.class).hasMessageContaining("in time");
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void aBodyThatDripsForEverTimesOutAsAWhole() {
    stub(okJson(PURGED + " ".repeat(2_000)).withChunkedDribbleDelay(200, 60_000));
    NomadFault caught = purgeFails(connection().requestTimeout(Duration.ofSeconds(1)));
    assertThat(caught).isInstanceOf(NomadFault.MaybeApplied.class).hasMessageContaining("in time");
    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>proxy</html>", "{\"EvalID\":\"e\"", "[1,2]", "null", "{} {}", "\u0000"})
  void anAnswerThatIsNotTheJsonWeKnowIsGarbledAndMayHaveBeenApplied(String body) {
    stub(aResponse().withStatus(200).withBody(body));
    NomadFault caught = purgeFails(connection());
    assertThat(caught).isInstanceOf(NomadFault.Garbled.class);
    assertThat(caught.mayHaveActed()).isTrue();
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void aListThatEndsInTheMiddleIsGarbledAfterItsWholeItems() {
    stub(okJson("[{\"ID\":\"a\",\"Namespace\":\"default\"},{\"ID\":\"b\",\"Name"));
    try (NomadClient nomad = connect(connection())) {
      java.util.List<String> seen = new java.util.ArrayList<>();
      var _ =
          catchThrowableOfType(
              NomadFault.Garbled.class,
              () -> nomad.jobs().pages(Read.defaults(), (job, _) -> seen.add(job.id())));
      assertThat(seen).containsExactly("a");
    }
  }

  @Test
  void aReadWaitsAsLongAsTheServerAsks() {
    script(
        aResponse().withStatus(429).withHeader("Retry-After", "3").withBody("slow down"),
        okJson("[]"));
    try (NomadClient nomad = connect(connection())) {
      assertThat(nomad.jobs().page(Read.defaults()).value()).isEmpty();
    }
    assertThat(time.slept).singleElement().isEqualTo(Duration.ofSeconds(3));
    assertThat(observer.lines)
        .containsExactly("jobs.list 429", "jobs.list retry 1", "jobs.list 200");
  }

  @Test
  void anAbsurdRetryAfterIsCapped() {
    script(aResponse().withStatus(429).withHeader("Retry-After", "86400"), okJson("[]"));
    try (NomadClient nomad = connect(connection())) {
      assertThat(nomad.jobs().page(Read.defaults()).value()).isEmpty();
    }
    assertThat(time.slept).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void aDeleteAnswered429IsTheCallersToPace() {
    stub(aResponse().withStatus(429).withHeader("Retry-After", "3").withBody("slow down"));
    NomadFault caught = purgeFails(connection());
    assertThat(caught.isTooManyRequests()).isTrue();
    assertThat(caught.mayHaveActed()).isFalse();
    assertThat(((NomadFault.Answered) caught).retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServersFailureIsRepeatedForReadsOnly(int status) {
    stub(aResponse().withStatus(status).withBody("rpc error: EOF"));
    NomadFault read = readFails(connection());
    assertThat(((NomadFault.Answered) read).status()).isEqualTo(status);
    assertThat(requests()).isEqualTo(4);
    assertThat(time.slept).hasSize(3);
    SERVER.server().resetRequests();
    NomadFault purge = purgeFails(connection());
    assertThat(purge.mayHaveActed()).isTrue();
    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"No cluster leader", "rpc error: No path to region", "no cluster leader"})
  void aLostLeaderIsRecognised(String words) {
    stub(aResponse().withStatus(500).withBody(words));
    assertThat(purgeFails(connection()).isNoLeader()).isTrue();
  }

  @Test
  void anUnknownObjectIsNotAskedForTwice() {
    stub(aResponse().withStatus(500).withBody("node not found"));
    try (NomadClient nomad = connect(connection())) {
      NomadFault caught =
          catchThrowableOfType(NomadFault.Answered.class, () -> nomad.nodes().allocations("n"));
      assertThat(caught.isNotFound()).isTrue();
    }
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void a404ThatIsNotNomadsIsAFaultAndNotAMissingJob() {
    stub(aResponse().withStatus(404).withBody("<html>404 page not found</html>"));
    NomadFault caught = readFails(connection());
    assertThat(caught).hasMessageContaining("Nomad agent");
  }

  @Test
  void aRedirectIsNotFollowed() {
    stub(aResponse().withStatus(307).withHeader("Location", SERVER.address() + "/ui/"));
    assertThat(((NomadFault.Answered) purgeFails(connection())).status()).isEqualTo(307);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void aClosedPortIsTriedAgainAndNothingWasSent() {
    ConnectionBuilder closed = Connection.to("http://127.0.0.1:1");
    NomadFault caught = purgeFails(closed);
    assertThat(((NomadFault.NotSent) caught).reason()).isEqualTo(NomadFault.Reason.UNREACHABLE);
    assertThat(caught.mayHaveActed()).isFalse();
    assertThat(caught).hasMessageContaining("NOMAD_ADDR").hasMessageContaining("127.0.0.1:1");
    assertThat(observer.lines).contains("job.purge NotSent", "job.purge retry 3");
  }

  @Test
  void anUnknownHostHasAReason() {
    NomadFault caught =
        purgeFails(Connection.to("http://nomad.invalid:4646").retries(Retries.NONE));
    assertThat(((NomadFault.NotSent) caught).reason()).isEqualTo(NomadFault.Reason.UNKNOWN_HOST);
  }

  private static ConnectionBuilder connection() {
    return SERVER.plain().retries(Retries.DEFAULT);
  }

  private NomadClient connect(ConnectionBuilder connection) {
    return NomadClient.connect(connection.build(), observer, time, time, new Random(1));
  }

  private NomadFault purgeFails(ConnectionBuilder connection) {
    try (NomadClient nomad = connect(connection)) {
      return catchThrowableOfType(
          NomadFault.class, () -> nomad.jobs().purge(JOB, OptionalInt.of(1)));
    }
  }

  private NomadFault readFails(ConnectionBuilder connection) {
    try (NomadClient nomad = connect(connection)) {
      return catchThrowableOfType(NomadFault.class, () -> nomad.jobs().read(JOB));
    }
  }

  private static void stub(ResponseDefinitionBuilder response) {
    SERVER.server().stubFor(any(anyUrl()).willReturn(response));
  }

  private static void script(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
    SERVER
        .server()
        .stubFor(
            any(anyUrl())
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("2")
                .willReturn(first));
    SERVER
        .server()
        .stubFor(any(anyUrl()).inScenario("s").whenScenarioStateIs("2").willReturn(then));
  }

  private static int requests() {
    return SERVER.server().findAll(anyRequestedFor(anyUrl())).size();
  }
}
