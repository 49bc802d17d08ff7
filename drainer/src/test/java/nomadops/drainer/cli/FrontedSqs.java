package nomadops.drainer.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
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
    answer(
        action,
        aResponse()
            .withStatus(status)
            .withHeader("Content-Type", "application/x-amz-json-1.0")
            .withHeader("x-amzn-query-error", code + ";Sender")
            .withBody(
                "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"%s\"}".formatted(code, words)));
  }

  /** Every batch of this action is answered with 200, in which its first entry has failed. */
  void failEntry(String action, String code, String words) {
    answer(
        action,
        okForContentType(
            "application/x-amz-json-1.0",
            "{\"Failed\":[{\"Id\":\"0\",\"SenderFault\":false,\"Code\":\"%s\",\"Message\":\"%s\"}]}"
                .formatted(code, words)));
  }

  private void answer(String action, ResponseDefinitionBuilder response) {
    front.stubFor(
        any(anyUrl())
            .atPriority(1)
            .withHeader("X-Amz-Target", containing("AmazonSQS." + action))
            .willReturn(response));
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
