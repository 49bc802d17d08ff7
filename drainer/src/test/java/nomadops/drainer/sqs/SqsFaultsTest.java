package nomadops.drainer.sqs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.sqs.Queue.Message;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Answers as SQS gives them (JSON protocol, with the old protocol's code in a header).
class SqsFaultsTest {
  private static final Message MESSAGE = new Message("m-1", "handle", "{}", 1);
  private static final AnsweringSqs AWS = new AnsweringSqs();

  @AfterAll
  static void stop() {
    AWS.close();
  }

  private static QueueFault deletion(
      ResponseDefinitionBuilder response, AwsCredentialsProvider credentials) {
    AWS.answers(response);
    try (AwsQueue queue = AWS.queue(credentials)) {
      return catchThrowableOfType(QueueFault.class, () -> queue.delete(List.of(MESSAGE)));
    }
  }

  private static QueueFault deletion(ResponseDefinitionBuilder response) {
    return deletion(response, ElasticMq.CREDENTIALS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | com.amazonaws.sqs#QueueDoesNotExist | AWS.SimpleQueueService.NonExistentQueue;Sender | The specified queue does not exist. | NO_QUEUE
          403 | com.amazon.coral.service#AccessDeniedException | AccessDenied;Sender | User x is not authorized to perform: sqs:deletemessage | FORBIDDEN
          403 | com.amazon.coral.service#UnrecognizedClientException | InvalidClientTokenId;Sender | The security token included in the request is invalid. | FORBIDDEN
          403 | com.amazon.coral.service#InvalidSignatureException | SignatureDoesNotMatch;Sender | The request signature we calculated does not match. | FORBIDDEN
          400 | com.amazon.coral.service#ExpiredTokenException | ExpiredToken;Sender | The security token included in the request is expired | FORBIDDEN
          404 | com.amazonaws.sqs#ReceiptHandleIsInvalid | ReceiptHandleIsInvalid;Sender | The input receipt handle is invalid. | STALE_HANDLE
          400 | com.amazonaws.sqs#MessageNotInflight | AWS.SimpleQueueService.MessageNotInflight;Sender | The message referred to is not in flight. | STALE_HANDLE
          400 | com.amazon.coral.service#InvalidParameterValueException | InvalidParameterValue;Sender | Value handle for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired. | STALE_HANDLE
          400 | com.amazon.coral.service#InvalidParameterValueException | InvalidParameterValue;Sender | Value handle for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change. | STALE_HANDLE
          400 | com.amazon.coral.service#InvalidParameterValueException | InvalidParameterValue;Sender | Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]. | REFUSED
          400 | com.amazonaws.sqs#RequestThrottled | RequestThrottled;Sender | Request was throttled. | PASSING
          503 | com.amazonaws.sqs#ServiceUnavailable | ServiceUnavailable;Receiver | Try later. | PASSING
          500 | com.amazonaws.sqs#InternalError | InternalError;Receiver | Sorry. | PASSING
          400 | com.amazonaws.sqs#UnsupportedOperation | AWS.SimpleQueueService.UnsupportedOperation;Sender | No. | REFUSED
          """)
  void eachAnswerHasItsKindAndItsWords(
      int status, String type, String queryError, String words, Kind kind) {
    QueueFault fault =
        deletion(
            aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/x-amz-json-1.0")
                .withHeader("x-amzn-query-error", queryError)
                .withBody("{\"__type\":\"" + type + "\",\"message\":\"" + words + "\"}"));

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault)
        .hasMessageStartingWith("could not delete message m-1 from queue ends: HTTP " + status)
        .hasMessageContaining(words);
  }

  @Test
  void aForbiddenRequestSaysWhatIsNeeded() {
    QueueFault fault =
        deletion(
            aResponse()
                .withStatus(403)
                .withHeader("x-amzn-query-error", "AccessDenied;Sender")
                .withBody("{\"__type\":\"AccessDenied\",\"message\":\"no\"}"));

    assertThat(fault).hasMessageEndingWith("sqs:DeleteMessage are needed");
  }

  @Test
  void aProxyThatAnswersInHtmlIsPassing() {
    assertThat(deletion(aResponse().withStatus(502).withBody("<html>")).kind())
        .isEqualTo(Kind.PASSING);
  }

  @Test
  void aBrokenConnectionIsPassing() {
    QueueFault fault = deletion(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThat(fault.kind()).isEqualTo(Kind.PASSING);
    assertThat(fault).hasMessageStartingWith("could not delete message m-1 from queue ends: ");
  }

  @Test
  void anEndpointWhereNobodyListensIsPassing() {
    QueueAddress nobody =
        QueueAddress.of("http://localhost:1/1/ends", Optional.empty(), Optional.empty());
    try (AwsQueue queue = AwsQueue.at(nobody, Optional.of(ElasticMq.CREDENTIALS))) {
      QueueFault fault =
          catchThrowableOfType(QueueFault.class, () -> queue.receive(Duration.ofSeconds(60)));

      assertThat(fault.kind()).isEqualTo(Kind.PASSING);
    }
  }

  @Test
  void noCredentialsAtAllIsForbidden() {
    QueueFault fault =
        deletion(
            aResponse(),
            () -> {
              throw SdkClientException.create(
                  "Unable to load credentials from any of the providers in the chain");
            });

    assertThat(fault.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(fault).hasMessageContaining("Unable to load credentials");
  }
}
