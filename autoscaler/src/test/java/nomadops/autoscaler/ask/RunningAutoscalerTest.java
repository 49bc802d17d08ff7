package nomadops.autoscaler.ask;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.util.Map;
import nomadops.runtime.Failure;
import nomadops.runtime.Unreachable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunningAutoscalerTest {
  private final WireMockServer server =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private RunningAutoscaler running() {
    return RunningAutoscaler.at("127.0.0.1:" + server.port());
  }

  private void answers(ResponseDefinitionBuilder response) {
    server.stubFor(get(anyUrl()).willReturn(response));
  }

  @Test
  void parametersArriveAsTheyWereMeant() throws Exception {
    answers(ok("{\"decisions\":[]}"));
    try (RunningAutoscaler running = running()) {
      assertThat(running.page("/decisions", Map.of("job", "a&b=c d")).path("decisions")).isEmpty();
    }
    server.verify(
        getRequestedFor(urlPathEqualTo("/decisions")).withQueryParam("job", equalTo("a&b=c d")));
  }

  @Test
  void whereNothingAnswersTheHintIsToLookFromHere() {
    try (RunningAutoscaler running = running()) {
      server.stop();
      assertThatThrownBy(running::status)
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("no autoscaler answers at " + running.address())
          .hasMessageContaining("leave -ask out");
    }
  }

  @Test
  void aConnectionThatBreaksIsNoAnswer() {
    answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    try (RunningAutoscaler running = running()) {
      assertThatThrownBy(running::status).isInstanceOf(Unreachable.class);
    }
  }

  @Test
  void somebodyElseIsToldApart() {
    answers(ok("{\"process\":\"gc\"}"));
    try (RunningAutoscaler running = running()) {
      assertThatThrownBy(running::status)
          .isInstanceOf(Failure.class)
          .hasMessageContaining("is gc, not an autoscaler");
      answers(ok("<html>Welcome\u001b[31m</html>"));
      assertThatThrownBy(running::status)
          .isInstanceOf(Failure.class)
          .hasMessageContaining("is no autoscaler; /status is: <html>Welcome [31m</html>");
      answers(ok("[1]"));
      assertThatThrownBy(running::status).hasMessageContaining("is no autoscaler");
      answers(aResponse().withStatus(400).withBody("limit is \"x\"\n"));
      assertThatThrownBy(running::status).hasMessageContaining("answers with HTTP 400: limit is");
      answers(aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"));
      assertThatThrownBy(running::status).hasMessageContaining("answers with HTTP 302");
    }
  }

  @Test
  void anAddressIsHttpOrNothing() {
    assertThat(RunningAutoscaler.at("https://as.example:1/x/").address())
        .isEqualTo("https://as.example:1/x");
    for (String wrong : new String[] {"ftp://x", "http://", "http://a?b", ":", "a b"}) {
      assertThatThrownBy(() -> RunningAutoscaler.at(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
