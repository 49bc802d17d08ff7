package nomadops.drainer.sqs;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/// An SQS that answers every request with what a test gives, word for word.
final class AnsweringSqs implements AutoCloseable {
  private final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  AnsweringSqs() {
    server.start();
  }

  /// From now on; what was asked before is forgotten.
  void answers(ResponseDefinitionBuilder answer) {
    server.resetAll();
    server.stubFor(any(anyUrl()).willReturn(answer));
  }

  /// HTTP 200 of the JSON protocol.
  static ResponseDefinitionBuilder json(String body) {
    return okForContentType("application/x-amz-json-1.0", body);
  }

  /// The queue `ends`.
  AwsQueue queue(AwsCredentialsProvider credentials) {
    String url = "http://127.0.0.1:" + server.port() + "/123456789012/ends";
    return AwsQueue.at(
        QueueAddress.of(url, Optional.of("eu-west-1"), Optional.empty()), Optional.of(credentials));
  }

  AwsQueue queue() {
    return queue(ElasticMq.CREDENTIALS);
  }

  /// It was asked just this, once.
  void wasAsked(RequestPatternBuilder what) {
    server.verify(1, what);
  }

  @Override
  public void close() {
    server.stop();
  }
}
