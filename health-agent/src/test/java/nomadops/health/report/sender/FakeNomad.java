package nomadops.health.report.sender;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/// A Nomad agent that tells its node's id, or does not.
final class FakeNomad implements AutoCloseable {
  private final WireMockServer server =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  FakeNomad() {
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.port();
  }

  void says(String body) {
    answer(aResponse().withBody(body));
  }

  void isNode(String id) {
    says("{\"stats\":{\"client\":{\"node_id\":\"" + id + "\"}}}");
  }

  void isBroken() {
    answer(aResponse().withStatus(500).withBody("broken"));
  }

  void forbids() {
    answer(aResponse().withStatus(403).withBody("Permission denied"));
  }

  private void answer(ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlPathEqualTo("/v1/agent/self")).willReturn(answer));
  }

  @Override
  public void close() {
    server.stop();
  }
}
