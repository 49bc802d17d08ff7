package nomadops.drainer.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import nomadops.drainer.sqs.ElasticMq;

/** A queue that answers as AWS does when it refuses, which ElasticMQ cannot. */
final class FrontedSqs implements AutoCloseable {
  private final WireMockServer front =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  private final ElasticMq behind;

  FrontedSqs(ElasticMq behind) {
    this.behind = behind;
    front.start();
    mend();
  }

  /** Every action like this one (`Receive`, `Delete`, `Change`; empty for all) is refused. */
  void refuse(String action, int status, String code, String words) {
    front.stubFor(
        any(anyUrl())
            .atPriority(1)
            .withHeader("X-Amz-Target", containing("AmazonSQS." + action))
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/x-amz-json-1.0")
                    .withHeader("x-amzn-query-error", code + ";Sender")
                    .withBody(
                        "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"%s\"}"
                            .formatted(code, words))));
  }

  /** It does all again. */
  void mend() {
    front.resetAll();
    URI there = URI.create(behind.url("x"));
    front.stubFor(
        any(anyUrl())
            .atPriority(10)
            .willReturn(
                aResponse().proxiedFrom("http://" + there.getHost() + ":" + there.getPort())));
  }

  String url(String queue) {
    return "http://127.0.0.1:" + front.port() + "/000000000000/" + queue;
  }

  @Override
  public void close() {
    front.stop();
  }
}
