package nomadops.drainer.sqs;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import nomadops.drainer.sqs.Queue.Keep;
import nomadops.drainer.sqs.Queue.Message;
import nomadops.drainer.sqs.Queue.Outcome;
import nomadops.drainer.sqs.QueueFault.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers to batches in which each entry has a result of its own, as SQS gives them.
class MixedAnswersTest {
  private static final Outcome DONE = new Outcome.Done();
  private static final List<Message> THREE = List.of(message("a"), message("b"), message("c"));
  private static final AnsweringSqs AWS = new AnsweringSqs();

  @AfterAll
  static void stop() {
    AWS.close();
  }

  private static Message message(String id) {
    return new Message(id, "handle-" + id, "{}", 1);
  }

  private static AwsQueue answering(String json) {
    AWS.answers(AnsweringSqs.json(json));
    return AWS.queue();
  }

  @Test
  void aRequestThatHangsIsGivenUpLongBeforeALongPollWouldBe() {
    AWS.answers(AnsweringSqs.json("{}").withFixedDelay(60_000));
    try (AwsQueue queue = AWS.queue()) {
      QueueFault fault = catchThrowableOfType(QueueFault.class, () -> queue.delete(THREE));
      assertThat(fault.kind()).isEqualTo(Kind.PASSING);
      assertThat(fault).hasMessageContaining("8000 millis");
    }
  }

  private static List<Outcome> deletion(String json) throws InterruptedException {
    try (AwsQueue queue = answering(json)) {
      return queue.delete(THREE);
    }
  }

  private static Outcome.Failed failed(Kind kind, String reason) {
    return new Outcome.Failed(kind, reason);
  }

  @Test
  void eachMessageHasTheResultOfItsEntryInWhateverOrderTheyAreTold() throws Exception {
    assertThat(
            deletion(
                """
                {"Failed": [{"Id": "1", "SenderFault": true, "Code": "ReceiptHandleIsInvalid",
                             "Message": "The input receipt handle is invalid."}],
                 "Successful": [{"Id": "2"}, {"Id": "0"}]}
                """))
        .containsExactly(
            DONE,
            failed(
                Kind.STALE_HANDLE,
                "could not delete message b from queue ends: ReceiptHandleIsInvalid: The input receipt handle is invalid."),
            DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | ReceiptHandleIsInvalid | The input receipt handle is invalid. | STALE_HANDLE
          true  | MessageNotInflight | The message referred to is not in flight. | STALE_HANDLE
          true  | AWS.SimpleQueueService.MessageNotInflight | The message referred to is not in flight. | STALE_HANDLE
          true  | InvalidParameterValue | Value handle for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired. | STALE_HANDLE
          true  | InvalidParameterValue | Value handle for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change. | STALE_HANDLE
          true  | InvalidParameterValue | Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]. | REFUSED
          true  | RequestThrottled | Request was throttled. | PASSING
          true  | ThrottlingException | Rate exceeded | PASSING
          true  | OverLimit | Too many messages in flight. | PASSING
          false | InternalError | We encountered an internal error. Please try again. | PASSING
          false | ServiceUnavailable | Try later. | PASSING
          true  | AccessDenied | Access to the resource is denied. | FORBIDDEN
          true  | KmsAccessDenied | The caller does not have access. | FORBIDDEN
          true  | AWS.SimpleQueueService.NonExistentQueue | The specified queue does not exist. | NO_QUEUE
          true  | UnsupportedOperation | No. | REFUSED
          """)
  void aFailedEntryMeansWhatTheFaultOfARequestForItAloneWouldMean(
      boolean senderFault, String code, String words, Kind kind) throws InterruptedException {
    List<Outcome> outcomes =
        deletion(
            """
            {"Successful": [{"Id": "0"}, {"Id": "1"}],
             "Failed": [{"Id": "2", "SenderFault": %s, "Code": "%s", "Message": "%s"}]}
            """
                .formatted(senderFault, code, words));

    assertThat(outcomes).startsWith(DONE, DONE);
    assertThat(outcomes.getLast())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            last -> {
              assertThat(last.kind()).isEqualTo(kind);
              assertThat(last.reason())
                  .startsWith("could not delete message c from queue ends: " + code + ": " + words);
            });
  }

  @Test
  void anEntryThatAwsDoesNotMentionIsTriedAgain() throws Exception {
    Outcome unmentioned =
        failed(
            Kind.PASSING,
            "could not delete message b from queue ends: the answer does not mention it");
    assertThat(deletion("{\"Successful\": [{\"Id\": \"0\"}, {\"Id\": \"2\"}], \"Failed\": []}"))
        .containsExactly(DONE, unmentioned, DONE);
    assertThat(deletion("{\"Successful\": [{\"Id\": \"0\"}, {\"Id\": \"2\"}, {\"Id\": \"b\"}]}"))
        .as("by a name that is not its own")
        .containsExactly(DONE, unmentioned, DONE);
  }

  @Test
  void anAnswerThatSaysNothingIsNoDeletion() throws Exception {
    for (String empty :
        List.of("{}", "{\"Successful\": [], \"Failed\": []}", "{\"Successful\":null}")) {
      assertThat(deletion(empty))
          .hasSize(3)
          .allMatch(each -> each instanceof Outcome.Failed f && f.kind() == Kind.PASSING);
    }
  }

  @Test
  void whatIsBothSuccessfulAndFailedHasFailed() throws Exception {
    assertThat(
            deletion(
                """
                {"Successful": [{"Id": "0"}, {"Id": "1"}, {"Id": "2"}],
                 "Failed": [{"Id": "1", "SenderFault": false, "Code": "InternalError"}]}
                """))
        .containsExactly(
            DONE,
            failed(Kind.PASSING, "could not delete message b from queue ends: InternalError"),
            DONE);
  }

  @Test
  void aFailedEntryOfWhichNothingIsSaidIsTriedAgain() throws Exception {
    assertThat(
            deletion(
                "{\"Successful\": [{\"Id\": \"0\"}, {\"Id\": \"2\"}], \"Failed\": [{\"Id\": \"1\"}]}"))
        .element(1)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, it -> assertThat(it.kind()).isEqualTo(Kind.PASSING));
  }

  @Test
  void eachEntryOfAChangeHasItsOwnHandleAndTime() throws Exception {
    try (AwsQueue queue = answering("{\"Successful\": [{\"Id\": \"0\"}, {\"Id\": \"1\"}]}")) {
      assertThat(
              queue.keep(
                  List.of(
                      new Keep(message("a"), Duration.ofMillis(59_001)),
                      new Keep(message("b"), Duration.ZERO))))
          .containsExactly(DONE, DONE);
    }
    AWS.wasAsked(
        postRequestedFor(anyUrl())
            .withHeader("X-Amz-Target", equalTo("AmazonSQS.ChangeMessageVisibilityBatch"))
            .withRequestBody(matchingJsonPath("$.Entries[0].ReceiptHandle", equalTo("handle-a")))
            .withRequestBody(matchingJsonPath("$.Entries[0].VisibilityTimeout", equalTo("60")))
            .withRequestBody(matchingJsonPath("$.Entries[1].ReceiptHandle", equalTo("handle-b")))
            .withRequestBody(matchingJsonPath("$.Entries[1].VisibilityTimeout", equalTo("0"))));
  }
}
