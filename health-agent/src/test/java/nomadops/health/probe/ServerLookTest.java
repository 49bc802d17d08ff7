package nomadops.health.probe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.TokenSource;
import nomadops.health.probe.policy.Answering;
import nomadops.health.probe.policy.Autopilot;
import nomadops.health.probe.policy.ServerSelf;
import nomadops.health.probe.policy.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of answers, of silence and of broken wires.
@Timeout(60)
class ServerLookTest {
  @RegisterExtension
  static final WireMockExtension AGENT =
      WireMockExtension.newInstance()
          .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort())
          .build();

  @TempDir Path folder;

  private static ConnectionBuilder to(int port) {
    return to("http://127.0.0.1:" + port);
  }

  private static ConnectionBuilder to(String address) {
    return Connection.to(address)
        .connectTimeout(Duration.ofMillis(500))
        .requestTimeout(Duration.ofMillis(500));
  }

  private interface Question<T> {
    T ask(ServerLook look) throws InterruptedException;
  }

  private static <T> T asked(ConnectionBuilder connection, Question<T> question)
      throws InterruptedException {
    Connection known = connection.build().triedOnce();
    Connection unknown = connection.token(TokenSource.none()).build().triedOnce();
    try (NomadClient nomad = NomadClient.connect(known);
        NomadClient stranger = NomadClient.connect(unknown)) {
      return question.ask(new ServerLook(nomad, stranger));
    }
  }

  private static Autopilot autopilot(ConnectionBuilder connection) throws InterruptedException {
    return asked(connection, look -> look.autopilot(7));
  }

  private static Sight sight(ConnectionBuilder connection) throws InterruptedException {
    return asked(connection, ServerLook::server);
  }

  private static ConnectionBuilder answering(ResponseDefinitionBuilder response) {
    AGENT.stubFor(any(anyUrl()).willReturn(response));
    return to(AGENT.getPort());
  }

  private static String recorded(String version) throws IOException {
    try (InputStream in =
        ServerLookTest.class.getResourceAsStream(
            "/nomadops/health/recordings/nomad-" + version + "/agent-self.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.4,ff53b8ca-f7ed-303f-de9f-1ea8201c98d0,130",
    "2.0.5,d18294be-922e-90d7-6edd-4cc55cd323b8,111"
  })
  void aRecordedServerTellsOfItself(String version, String id, long applied) throws Exception {
    Sight sight = sight(answering(aResponse().withBody(recorded(version))));
    assertThat(sight.self())
        .contains(new ServerSelf(id, "lab1.global", true, "127.0.0.1:4647", applied));
  }

  @Test
  void aClientIsNoServer() throws Exception {
    String client = recorded("2.0.5").replace("\"applied_index\"", "\"other_index\"");
    Sight sight = sight(answering(aResponse().withBody(client)));
    assertThat(sight.answers()).isTrue();
    assertThat(sight.self()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"403,true", "500,false", "429,false", "404,false"})
  void anyStatusIsAnAnswer(int status, boolean forbidden) throws Exception {
    Sight sight = sight(answering(aResponse().withStatus(status).withBody("Permission denied")));
    assertThat(sight.answering()).isEqualTo(Answering.ANSWERS);
    assertThat(sight.forbidden()).isEqualTo(forbidden);
    if (forbidden) {
      assertThat(sight.said()).contains("agent { policy = \"read\" }");
    }
  }

  @Test
  void anAnswerThatCannotBeReadIsOne() throws Exception {
    assertThat(sight(answering(aResponse().withBody("<html>"))).answers()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
  void aBrokenConnectionIsNone(Fault fault) throws Exception {
    assertThat(sight(answering(aResponse().withFault(fault))).answering())
        .isEqualTo(Answering.SILENT);
  }

  /// As a process that was stopped: the kernel takes connections, and nobody answers.
  @Test
  void whoTakesTheConnectionAndHangsIsSilent() throws Exception {
    try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(sight(to(hangs.getLocalPort())).answering()).isEqualTo(Answering.SILENT);
      assertThat(autopilot(to(hangs.getLocalPort()))).isInstanceOf(Autopilot.Unseen.class);
    }
  }

  @Test
  void aSlowTrickleIsSilentToo() throws Exception {
    ResponseDefinitionBuilder trickle =
        aResponse().withBody(recorded("2.0.5")).withChunkedDribbleDelay(50, 30_000);
    assertThat(sight(answering(trickle)).answering()).isEqualTo(Answering.SILENT);
  }

  @Test
  void whereNobodyListensItIsRefused() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(sight(to(port)).answering()).isEqualTo(Answering.REFUSES);
    Sight none = sight(to("unix://" + folder.resolve("none.sock")));
    assertThat(none.answering()).as(none.said()).isEqualTo(Answering.REFUSES);
  }

  /// A certificate of ours that went bad must not have the server restarted.
  @Test
  void aTlsHandshakeThatFailsIsAnAnswer() throws Exception {
    answering(aResponse().withBody("{}"));
    Duration enough = Duration.ofSeconds(20);
    Sight sight =
        sight(
            to("https://127.0.0.1:" + AGENT.getHttpsPort())
                .connectTimeout(enough)
                .requestTimeout(enough));
    assertThat(sight.answering()).as(sight.said()).isEqualTo(Answering.ANSWERS);
  }

  @Test
  void aTokenFileThatIsGoneSaysNothingAboutTheServer() throws Exception {
    answering(aResponse().withStatus(403).withBody("Permission denied"));
    Path token = folder.resolve("token");
    Sight sight = sight(to(AGENT.getPort()).token(TokenSource.file(token)));
    assertThat(sight.forbidden()).isTrue();
    assertThat(sight.said()).contains(token.toString());
    try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(sight(to(hangs.getLocalPort()).token(TokenSource.file(token))).answering())
          .isEqualTo(Answering.SILENT);
    }
    assertThat(Files.exists(token)).isFalse();
  }

  @Test
  void autopilotsRefusalsAreToldApart() throws Exception {
    ConnectionBuilder forbidden =
        answering(aResponse().withStatus(403).withBody("Permission denied"));
    assertThat(autopilot(forbidden))
        .isInstanceOfSatisfying(
            Autopilot.Forbidden.class,
            missing -> assertThat(missing.said()).contains("operator { policy = \"read\" }"));
    assertThat(asked(forbidden, ServerLook::missingForTransfer)).contains(ServerLook.MANAGEMENT);
    ConnectionBuilder leaderless =
        answering(aResponse().withStatus(500).withBody("No cluster leader"));
    assertThat(autopilot(leaderless)).isInstanceOf(Autopilot.NoLeader.class);
    assertThat(asked(leaderless, ServerLook::missingForTransfer)).isEmpty();
    ConnectionBuilder unhealthy =
        answering(aResponse().withStatus(429).withBody("{\"Healthy\":false,\"Servers\":[]}"));
    assertThat(autopilot(unhealthy))
        .isInstanceOfSatisfying(Autopilot.Seen.class, seen -> assertThat(seen.at()).isEqualTo(7));
  }
}
