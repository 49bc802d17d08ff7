package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/// A queue of AWS. Short faults are retried by the SDK (three attempts), the rest are thrown.
public final class AwsQueue implements Queue, Outbox, AutoCloseable {
  private static final int AT_ONCE = 10;
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  /// A long poll is silent for 20 s and then answers at once.
  private static final Duration SILENCE = LONG_POLL.plusSeconds(10);

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// The longest that SQS takes.
  private static final long MOST_SECONDS = 43_200;

  private final QueueAddress address;
  private final SqsClient sqs;

  private AwsQueue(QueueAddress address, SqsClient sqs) {
    this.address = address;
    this.sqs = sqs;
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
    return asked("receive from", () -> sqs.receiveMessage(request)).messages().stream()
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
  public void keep(Message message, Duration visibility) throws InterruptedException {
    asked(
        "keep message " + message.id() + " invisible in",
        () ->
            sqs.changeMessageVisibility(change ->
                change
                    .queueUrl(url())
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(seconds(visibility))));
  }

  @Override
  public void delete(Message message) throws InterruptedException {
    asked(
        "delete message " + message.id() + " from",
        () ->
            sqs.deleteMessage(
                delete -> delete.queueUrl(url()).receiptHandle(message.receiptHandle())));
  }

  @Override
  public void send(String body, Map<String, String> attributes) throws InterruptedException {
    Map<String, MessageAttributeValue> values = new HashMap<>();
    attributes.forEach((key, value) ->
        values.put(
            key, MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    asked(
        "send to",
        () ->
            sqs.sendMessage(
                send -> send.queueUrl(url()).messageBody(body).messageAttributes(values)));
  }

  private String url() {
    return address.url().toString();
  }

  /// Up to the next second, so that no message shows up early.
  private static int seconds(Duration visibility) {
    return (int) Math.clamp(visibility.plusNanos(999_999_999).toSeconds(), 0, MOST_SECONDS);
  }

  /// Asks on a virtual thread: an interrupt closes its socket, while that of a platform thread
  /// would go on reading. What an abandoned receive would have brought comes again.
  private <T> T asked(String action, Supplier<T> request) throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread asking =
        Thread.ofVirtual()
            .name("sqs " + name())
            .start(() -> {
              try {
                answer.complete(request.get());
              } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      asking.interrupt();
      throw e;
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case SdkException fault -> SqsFaults.of(name(), action, fault);
        case RuntimeException bug -> bug;
        case null, default -> new IllegalStateException(e);
      };
    }
  }

  @Override
  public void close() {
    sqs.close();
  }
}
