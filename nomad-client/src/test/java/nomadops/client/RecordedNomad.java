package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import nomadops.client.connection.CircuitBreaking;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.Retries;

/// A server on loopback that says what a recording says, and remembers what it was asked.
final class RecordedNomad implements AutoCloseable {
  private final WireMockServer server =
      new WireMockServer(
          WireMockConfiguration.options()
              .bindAddress("127.0.0.1")
              .dynamicPort()
              .gzipDisabled(true));

  RecordedNomad() {
    server.start();
  }

  WireMockServer server() {
    return server;
  }

  String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /// One attempt a call, no breaker: what the server does is what the call sees.
  ConnectionBuilder plain() {
    return Connection.to(address()).retries(Retries.NONE).circuitBreaking(CircuitBreaking.OFF);
  }

  /// The same answer to everything.
  void answerAll(ResponseDefinitionBuilder answer) {
    server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(answer));
  }

  String lastUrl() {
    return server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl())).getLast().getUrl();
  }

  void answerWith(Recording recorded) {
    server.resetAll();
    ResponseDefinitionBuilder response =
        WireMock.aResponse().withStatus(recorded.status()).withBody(recorded.bodyText());
    recorded.headers().forEach(response::withHeader);
    server.stubFor(
        WireMock.request(recorded.method(), WireMock.urlPathEqualTo(recorded.path()))
            .willReturn(response));
  }

  /// Every recorded parameter and every recorded field of the body were sent.
  void assertAskedLike(Recording recorded) throws Exception {
    List<LoggedRequest> requests = server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
    assertThat(requests).as("requests").hasSize(1);
    LoggedRequest sent = requests.getFirst();
    assertThat(sent.getMethod().getName()).isEqualTo(recorded.method());
    assertThat(URI.create(sent.getUrl()).getRawPath()).isEqualTo(recorded.path());
    for (Map.Entry<String, String> wanted : recorded.query().entrySet()) {
      assertThat(sent.queryParameter(wanted.getKey()).isPresent())
          .as("parameter %s in %s", wanted.getKey(), sent.getUrl())
          .isTrue();
      if (!wanted.getKey().equals("wait")) {
        assertThat(sent.queryParameter(wanted.getKey()).firstValue()).isEqualTo(wanted.getValue());
      }
    }
    JsonNode body = recorded.request().get("body");
    if (body.isObject() && !body.isEmpty() && !body.has("EvalIDs")) {
      assertThat(sent.getHeader("Content-Type")).startsWith("application/json");
      assertContains(new ObjectMapper().readTree(sent.getBody()), body);
    }
  }

  private static void assertContains(JsonNode actual, JsonNode wanted) {
    wanted
        .properties()
        .forEach(field -> {
          JsonNode value = actual.path(field.getKey());
          if (field.getValue().isObject()) {
            assertContains(value, field.getValue());
          } else if (!field.getValue().isNull()) {
            assertThat(value).as(field.getKey()).isEqualTo(field.getValue());
          }
        });
  }

  @Override
  public void close() {
    server.stop();
  }
}
