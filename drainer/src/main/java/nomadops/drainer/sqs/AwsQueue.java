package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/// A queue of AWS. Short faults of a request are retried by the SDK (three attempts), the rest are
/// thrown. It retries no entry that failed in the answer to a batch.
public final class AwsQueue implements Queue, Outbox, AutoCloseable {
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  /// A long poll is silent for 20 s and then answers at once.
  private static final Duration SILENCE = LONG_POLL.plusSeconds(10);

  private static final Duration ATTEMPT = Duration.ofSeconds(4);
  private static final Duration CALL = Duration.ofSeconds(8);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// The longest that SQS takes.
  private static final long MOST_SECONDS = 43_200;

  private final QueueAddress address;
  private final SqsClient sqs;
  private final Interruptible requests;

  private AwsQueue(QueueAddress address, SqsClient sqs) {
    this.address = address;
    this.sqs = sqs;
    this.requests = new Interruptible(address.name());
  }

  /// Opens nothing yet: the first request does.
  ///
  /// @param credentials empty for those of the SDK's default chain (environment, profile, web
  ///   identity, container, instance)
  public static AwsQueue at(QueueAddress address, Optional<AwsCredentialsProvider> credentials) {
    SqsClientBuilder builder =
        SqsClient.builder()
            .region(Region.of(address.region()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE));
    address.endpoint().ifPresent(builder::endpointOverride);
    credentials.ifPresent(builder::credentialsProvider);
    return new AwsQueue(address, builder.build());
  }

  @Override
  public String name() {
    return address.name();
  }

  @Override
  public List<Message> receive(Duration visibility) throws InterruptedException {
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder()
            .queueUrl(url())
            .maxNumberOfMessages(AT_ONCE)
            .waitTimeSeconds((int) LONG_POLL.toSeconds())
            .visibilityTimeout(seconds(visibility))
            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
            .build();
    return requests.asked("receive from", () -> sqs.receiveMessage(request)).messages().stream()
        .map(AwsQueue::message)
        .toList();
  }

  private static Message message(software.amazon.awssdk.services.sqs.model.Message message) {
    String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    return new Message(
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        count == null ? 1 : Integer.parseInt(count));
  }

  @Override
  public List<Outcome> keep(List<Keep> keeps) throws InterruptedException {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (Keep keep : keeps) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(BatchAnswer.id(entries.size()))
              .receiptHandle(keep.message().receiptHandle())
              .visibilityTimeout(seconds(keep.visibility()))
              .build());
    }
    return outcomes(
        "keep %s invisible in",
        keeps.stream().map(Keep::message).toList(),
        () ->
            BatchAnswer.of(
                sqs.changeMessageVisibilityBatch(change ->
                    change
                        .queueUrl(url())
                        .entries(entries)
                        .overrideConfiguration(AwsQueue::atOnce))));
  }

  @Override
  public List<Outcome> delete(List<Message> messages) throws InterruptedException {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(BatchAnswer.id(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    return outcomes(
        "delete %s from",
        messages,
        () ->
            BatchAnswer.of(
                sqs.deleteMessageBatch(delete ->
                    delete
                        .queueUrl(url())
                        .entries(entries)
                        .overrideConfiguration(AwsQueue::atOnce))));
  }

  /// Nothing is waited for there, and messages show up again while we wait.
  private static void atOnce(AwsRequestOverrideConfiguration.Builder override) {
    override.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL);
  }

  /// @param action what is asked, with a place for the messages
  private List<Outcome> outcomes(
      String action, List<Message> messages, Supplier<BatchAnswer> request)
      throws InterruptedException {
    String all =
        messages.size() == 1
            ? "message " + messages.getFirst().id()
            : messages.size() + " messages";
    BatchAnswer answer = requests.asked(action.formatted(all), request);
    List<Outcome> outcomes = new ArrayList<>();
    for (Message message : messages) {
      outcomes.add(
          answer.outcome(outcomes.size(), name(), action.formatted("message " + message.id())));
    }
    return List.copyOf(outcomes);
  }

  @Override
  public void send(String body, Map<String, String> attributes) throws InterruptedException {
    Map<String, MessageAttributeValue> values = new HashMap<>();
    attributes.forEach((key, value) ->
        values.put(
            key, MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    requests.asked(
        "send to",
        () ->
            sqs.sendMessage(
                send -> send.queueUrl(url()).messageBody(body).messageAttributes(values)));
  }

  /// How the queue is set up. Takes sqs:GetQueueAttributes, which nothing else here does; nothing
  /// is received.
  ///
  /// @throws QueueFault when it is refused or not answered
  public QueueSetup setup() throws InterruptedException {
    Map<QueueAttributeName, String> told =
        requests
            .asked(
                "look at",
                () ->
                    sqs.getQueueAttributes(get ->
                        get.queueUrl(url())
                            .attributeNames(QueueAttributeName.ALL)
                            .overrideConfiguration(AwsQueue::atOnce)))
            .attributes();
    return QueueSetup.of(
        told.getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, ""),
        told.getOrDefault(QueueAttributeName.REDRIVE_POLICY, ""),
        told.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, ""),
        url().endsWith(".fifo"));
  }

  private String url() {
    return address.url().toString();
  }

  /// Up to the next second, so that no message shows up early.
  private static int seconds(Duration visibility) {
    return (int) Math.clamp(visibility.plusNanos(999_999_999).toSeconds(), 0, MOST_SECONDS);
  }

  @Override
  public void close() {
    sqs.close();
  }
}
