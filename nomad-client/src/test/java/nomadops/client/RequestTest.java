package nomadops.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalInt;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.Retries;
import nomadops.client.connection.TokenSource;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentMember;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.client.model.StopReceipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent, what is never sent, and answers that no recording holds.
final class RequestTest {
  private static final RecordedNomad SERVER = new RecordedNomad();
  private static final JobKey JOB = JobKey.inDefault("a");
  private static final String PURGED =
      "{\"EvalID\":\"e\",\"EvalCreateIndex\":9,\"JobModifyIndex\":9,\"Index\":9}";

  @BeforeEach
  void reset() {
    SERVER.server().resetAll();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void aTokenIsSentAndNeverShown() {
    stub(aResponse().withStatus(403).withBody("Permission denied"));
    ConnectionBuilder connection = connection().token(TokenSource.fixed("s3cr3t"));
    NomadFault caught = purgeFails(connection);
    assertThat(caught.toString()).doesNotContain("s3cr3t");
    assertThat(connection.build().toString()).doesNotContain("s3cr3t");
    assertThat(
            SERVER
                .server()
                .findAll(anyRequestedFor(anyUrl()))
                .getFirst()
                .getHeader("X-Nomad-Token"))
        .isEqualTo("s3cr3t");
  }

  @Test
  void noAnswerIsAskedForInACompressedForm() {
    stub(okJson(PURGED));
    try (NomadClient nomad = connect(connection())) {
      nomad.jobs().purge(JOB, OptionalInt.empty());
    }
    assertThat(
            SERVER
                .server()
                .findAll(anyRequestedFor(anyUrl()))
                .getFirst()
                .getHeader("Accept-Encoding"))
        .isEqualTo("identity");
  }

  @Test
  void aJobCalledDotDotIsRefusedBeforeItBecomesAnotherPath() {
    try (NomadClient nomad = connect(connection())) {
      NomadFault.NotSent caught =
          catchThrowableOfType(
              NomadFault.NotSent.class,
              () -> nomad.jobs().purge(JobKey.inDefault(".."), OptionalInt.empty()));
      assertThat(caught.reason()).isEqualTo(NomadFault.Reason.UNADDRESSABLE);
    }
    assertThat(requests()).isZero();
  }

  @Test
  void anIdWithEverythingInItStaysOneSegment() {
    stub(okJson(PURGED));
    try (NomadClient nomad = connect(connection())) {
      nomad.jobs().purge(JobKey.inDefault("a/b %?#&=+ü😀"), OptionalInt.of(1));
    }
    assertThat(SERVER.server().findAll(anyRequestedFor(anyUrl())).getFirst().getUrl())
        .startsWith("/v1/job/a%2Fb%20%25%3F%23&=+%C3%BC%F0%9F%98%80?");
  }

  @Test
  void aClosedClientSendsNothing() {
    NomadClient nomad = connect(connection());
    nomad.close();
    NomadFault.NotSent caught =
        catchThrowableOfType(
            NomadFault.NotSent.class, () -> nomad.jobs().purge(JOB, OptionalInt.empty()));
    assertThat(caught.reason()).isEqualTo(NomadFault.Reason.CLOSED);
    assertThat(requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ID\":7}",
        "{\"JobModifyIndex\":\"x\"}",
        "{\"Stop\":1}",
        "{\"Priority\":3000000000}",
        "{\"Meta\":[]}",
        "{\"JobSummary\":{\"Children\":5}}"
      })
  void aFieldOfAnotherTypeIsAFaultHoweverTheListIsRead(String row) {
    stub(okJson("[" + row + "]"));
    try (NomadClient nomad = connect(connection())) {
      assertThatThrownBy(() -> nomad.jobs().page(Read.defaults()))
          .isInstanceOf(NomadFault.Garbled.class);
      assertThatThrownBy(() -> nomad.jobs().page(Read.defaults(), (_, _) -> {}))
          .isInstanceOf(NomadFault.Garbled.class);
    }
  }

  @Test
  void aJobThatChangedMeanwhileIsNotRegistered() {
    stub(
        aResponse()
            .withStatus(500)
            .withBody(
                "Enforcing job modify index 1: job exists with conflicting job modify index: 9"));
    try (NomadClient nomad = connect(connection())) {
      assertThat(nomad.jobs().registerIfUnchanged(RawJson.of("{\"ID\":\"a\"}"), 1)).isEmpty();
    }
    assertThat(SERVER.server().findAll(anyRequestedFor(anyUrl())).getFirst().getBodyAsString())
        .isEqualTo("{\"Job\":{\"ID\":\"a\"},\"EnforceIndex\":true,\"JobModifyIndex\":1}");
  }

  @Test
  void anUnwellAgentIsAValue() {
    stub(
        aResponse()
            .withStatus(500)
            .withBody("{\"server\":{\"ok\":false,\"message\":\"No cluster leader\"}}"));
    try (NomadClient nomad = connect(connection())) {
      assertThat(nomad.agent().health().ok()).isFalse();
      assertThat(nomad.agent().health().client()).isEmpty();
    }
  }

  @Test
  void anAllocationIsStoppedByItsIdAndWithoutABody() {
    stub(okJson("{\"EvalID\":\"e\",\"Index\":9}"));
    try (NomadClient nomad = connect(connection())) {
      assertThat(nomad.allocations().stop("a1")).isEqualTo(new StopReceipt("e", 9));
    }
    LoggedRequest sent = SERVER.server().findAll(anyRequestedFor(anyUrl())).getFirst();
    assertThat(sent.getMethod().getName()).isEqualTo("PUT");
    assertThat(sent.getUrl()).isEqualTo("/v1/allocation/a1/stop");
    assertThat(sent.getBody()).isEmpty();
  }

  @Test
  void aStopThatMayHaveActedIsNotRepeatedButAnUnknownAllocationDidNothing() {
    stub(aResponse().withFault(Fault.EMPTY_RESPONSE));
    try (NomadClient nomad = connect(connection().retries(Retries.DEFAULT))) {
      assertThat(stopFails(nomad).mayHaveActed()).isTrue();
      assertThat(requests()).isOne();
      stub(aResponse().withStatus(500).withBody("rpc error: EOF"));
      assertThat(stopFails(nomad).mayHaveActed()).isTrue();
      assertThat(requests()).isEqualTo(2);
      stub(aResponse().withStatus(404).withBody("allocation not found"));
      NomadFault unknown = stopFails(nomad);
      assertThat(unknown.isNotFound()).isTrue();
      assertThat(unknown.mayHaveActed()).isFalse();
    }
  }

  private static NomadFault stopFails(NomadClient nomad) {
    return catchThrowableOfType(NomadFault.class, () -> nomad.allocations().stop("a1"));
  }

  @Test
  void aMemberOfWhichLittleIsKnownIsStillAMember() {
    stub(okJson("{\"Members\":[{},{\"Name\":\"b\",\"Status\":null,\"Tags\":{\"build\":null}}]}"));
    try (NomadClient nomad = connect(connection())) {
      assertThat(nomad.agent().members())
          .containsExactly(
              new AgentMember("", "", Map.of()), new AgentMember("b", "", Map.of("build", "")));
      assertThat(nomad.agent().members().getFirst().build()).isEmpty();
      assertThat(nomad.agent().members().getFirst().role()).isEmpty();
      stub(okJson("{\"Members\":null}"));
      assertThat(nomad.agent().members()).isEmpty();
    }
  }

  @Test
  void aPriorityThatNomadWouldRefuseIsNotSent() {
    try (NomadClient nomad = connect(connection())) {
      for (int priority : new int[] {0, 101, -1}) {
        assertThatThrownBy(() -> nomad.jobs().purge(JOB, OptionalInt.of(priority)))
            .hasMessageContaining("1 to 100");
      }
    }
    assertThat(requests()).isZero();
  }

  @Test
  void aLockMayBeTakenUnderAnIdOfOurs() {
    stub(
        okJson(
            "{\"Path\":\"p\",\"Lock\":{\"ID\":\"mine\",\"TTL\":\"20s\",\"LockDelay\":\"1.5s\"}}"));
    try (NomadClient nomad = connect(connection())) {
      LockAnswer answer =
          nomad
              .variables()
              .acquire(
                  "ops", "p", "mine", Map.of(), Duration.ofSeconds(20), Duration.ofMillis(1_500));
      assertThat(answer).isInstanceOf(LockAnswer.Holding.class);
    }
    assertThat(SERVER.lastUrl()).isEqualTo("/v1/var/p?lock-acquire&namespace=ops");
    assertThat(SERVER.server().findAll(anyRequestedFor(anyUrl())).getLast().getBodyAsString())
        .contains("\"ID\":\"mine\"", "\"TTL\":\"20s\"", "\"LockDelay\":\"1500ms\"");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "404,variable doesn't exist",
        "500,variable doesn't hold a lock",
        "409,attempting to modify locked variable"
      })
  void aLockThatIsNotOursIsDeniedWhateverTheStatus(int status, String words) {
    stub(aResponse().withStatus(status).withBody(words));
    try (NomadClient nomad = connect(connection())) {
      LockAnswer denied = new LockAnswer.Denied(words);
      assertThat(nomad.variables().renew("default", "p", "id")).isEqualTo(denied);
      assertThat(nomad.variables().release("default", "p", "id")).isEqualTo(denied);
    }
  }

  @Test
  void aSnapshotIsCheckedAgainstItsDigest() throws Exception {
    byte[] state = new byte[200_000];
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(state));
    stub(aResponse().withBody(state).withHeader("Digest", "sha-256=" + digest));
    try (NomadClient nomad = connect(connection())) {
      ByteArrayOutputStream sink = new ByteArrayOutputStream();
      assertThat(nomad.operator().saveSnapshot(sink).bytes()).isEqualTo(200_000);
      assertThat(sink.toByteArray()).isEqualTo(state);
      stub(aResponse().withBody(new byte[10]).withHeader("Digest", "sha-256=" + digest));
      assertThatThrownBy(() -> nomad.operator().saveSnapshot(OutputStream.nullOutputStream()))
          .isInstanceOf(NomadFault.Garbled.class)
          .hasMessageContaining("digest");
      OutputStream full = OutputStream.nullOutputStream();
      full.close();
      assertThatThrownBy(() -> nomad.operator().saveSnapshot(full))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  private static ConnectionBuilder connection() {
    return SERVER.plain();
  }

  private static NomadClient connect(ConnectionBuilder connection) {
    return NomadClient.connect(connection.build());
  }

  private static NomadFault purgeFails(ConnectionBuilder connection) {
    try (NomadClient nomad = connect(connection)) {
      return catchThrowableOfType(
          NomadFault.class, () -> nomad.jobs().purge(JOB, OptionalInt.of(1)));
    }
  }

  private static void stub(ResponseDefinitionBuilder response) {
    SERVER.answerAll(response);
  }

  private static int requests() {
    return SERVER.server().findAll(anyRequestedFor(anyUrl())).size();
  }
}
