package nomadops.health.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A recorded Nomad client that says that it was heard so long ago, and knows a server that takes
/// connections: itself.
final class FakeAgent implements AutoCloseable {
  private final WireMockServer server =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  private String node = "";

  FakeAgent() {
    server.start();
    server.stubFor(
        get(urlPathEqualTo("/v1/status/leader"))
            .willReturn(aResponse().withBody("\"10.0.0.1:4647\"")));
    server.stubFor(
        get(urlPathEqualTo("/v1/acl/token/self"))
            .willReturn(aResponse().withStatus(400).withBody("ACL support disabled")));
  }

  /// From the next word on it says that it is this node.
  FakeAgent is(String id) {
    node = id;
    return this;
  }

  String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /// An agent that is a server alone, or a client alone.
  FakeAgent only(boolean isServer) {
    String self =
        isServer
            ? recorded().replaceAll("(\"node_id\": )\"[^\"]*\"", "$1\"\"")
            : recorded().replaceAll("(?s)(\"Server\": \\{.*?\"Enabled\": )true", "$1false");
    server.stubFor(get(urlPathEqualTo("/v1/agent/self")).willReturn(aResponse().withBody(self)));
    return this;
  }

  FakeAgent heard(String ago) {
    String self =
        recorded()
            .replaceAll("(\"last_heartbeat\": )\"[^\"]*\"", "$1\"" + ago + "\"")
            .replaceAll("(\"known_servers\": )\"[^\"]*\"", "$1\"127.0.0.1:" + server.port() + "\"");
    if (!node.isEmpty()) {
      self = self.replaceAll("(\"node_id\": )\"[^\"]*\"", "$1\"" + node + "\"");
    }
    server.stubFor(get(urlPathEqualTo("/v1/agent/self")).willReturn(aResponse().withBody(self)));
    return this;
  }

  FakeAgent forbids() {
    server.stubFor(
        get(urlPathEqualTo("/v1/agent/self"))
            .willReturn(aResponse().withStatus(403).withBody("Permission denied")));
    return this;
  }

  private static String recorded() {
    try (InputStream in =
        FakeAgent.class.getResourceAsStream(
            "/nomadops/health/recordings/nomad-2.0.5/agent-self.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
