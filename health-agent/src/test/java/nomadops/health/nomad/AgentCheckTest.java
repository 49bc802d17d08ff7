package nomadops.health.nomad;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.connection.Retries;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.RawJson;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What recorded agents, changed in one place, are judged to be.
class AgentCheckTest {
  @RegisterExtension
  static final WireMockExtension AGENT =
      WireMockExtension.newInstance()
          .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private static String recorded(String version) throws IOException {
    try (InputStream in =
        AgentCheckTest.class.getResourceAsStream(
            "/nomadops/health/recordings/nomad-" + version + "/agent-self.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Finding judged(UnaryOperator<String> changed) throws IOException {
    String json = changed.apply(recorded("2.0.5"));
    return AgentCheck.judge(AgentSelf.of(RawJson.of(json)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.4", "2.0.5"})
  void aClientThatIsHeardIsWell(String version) throws Exception {
    assertThat(AgentCheck.judge(AgentSelf.of(RawJson.of(recorded(version)))).health())
        .isEqualTo(Health.OK);
  }

  @Test
  void aClientWhoseHeartbeatsFailIsSickAlthoughItKnowsServers() throws Exception {
    Finding finding =
        judged(json -> json.replaceAll("(\"last_heartbeat\": )\"[^\"]*\"", "$1\"1m2.5s\""));
    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).contains("62.5 s ago");
  }

  @Test
  void aHeartbeatThatIsALittleLateIsNone() throws Exception {
    assertThat(
            judged(json -> json.replaceAll("(\"last_heartbeat\": )\"[^\"]*\"", "$1\"24s\""))
                .health())
        .isEqualTo(Health.OK);
  }

  @Test
  void aClientWithoutServersIsSick() throws Exception {
    assertThat(
            judged(json -> json.replaceAll("(\"known_servers\": )\"[^\"]*\"", "$1\"\"")).reason())
        .isEqualTo("the agent knows no server");
  }

  @Test
  void beforeTheFirstHeartbeatNobodyCanTell() throws Exception {
    assertThat(
            judged(json -> json.replaceAll("(\"heartbeat_ttl\": )\"[^\"]*\"", "$1\"0s\"")).health())
        .isEqualTo(Health.UNKNOWN);
  }

  @Test
  void aFieldThatIsNoDurationIsDoubt() throws Exception {
    assertThat(
            judged(json -> json.replaceAll("(\"last_heartbeat\": )\"[^\"]*\"", "$1\"soon\""))
                .health())
        .isEqualTo(Health.UNKNOWN);
  }

  private static Finding asked() throws InterruptedException {
    Connection connection =
        Connection.to(AGENT.baseUrl())
            .retries(Retries.NONE)
            .requestTimeout(Duration.ofSeconds(30))
            .build();
    try (NomadClient nomad = NomadClient.connect(connection)) {
      return new Look(new AgentCheck(nomad), Duration.ofMillis(700)).once();
    }
  }

  private static void answers(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder a) {
    AGENT.stubFor(get(urlPathEqualTo("/v1/agent/self")).willReturn(a));
  }

  @Test
  void anAgentThatAnswersIsJudged() throws Exception {
    answers(aResponse().withBody(recorded("2.0.5")));
    assertThat(asked().health()).isEqualTo(Health.OK);
  }

  @Test
  void aTokenThatMayNotReadIsDoubt() throws Exception {
    answers(aResponse().withStatus(403).withBody("Permission denied"));
    assertThat(asked().health()).isEqualTo(Health.UNKNOWN);
    assertThat(asked().reason()).contains("agent:read");
  }

  @Test
  void anAgentThatResetsOrHangsOrTalksNonsenseIsSick() throws Exception {
    answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(asked().health()).isEqualTo(Health.FAIL);
    answers(aResponse().withBody("<html>"));
    assertThat(asked().health()).isEqualTo(Health.FAIL);
    answers(aResponse().withBody(recorded("2.0.5")).withFixedDelay(20_000));
    assertThat(asked()).isEqualTo(Finding.fail("the agent did not answer within 0 s"));
  }
}
