package nomadops.drainer.sqs;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// An SQS in this process.
public final class ElasticMq implements AutoCloseable {
  static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x"));

  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient sqs;

  public ElasticMq() {
    server = SQSRestServerBuilder.withPort(0).withInterface("localhost").start();
    int port = server.waitUntilStarted().localAddress().getPort();
    endpoint = URI.create("http://localhost:" + port);
    sqs =
        SqsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(endpoint)
            .credentialsProvider(CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /// Makes a queue.
  public AwsQueue queue(String name) {
    sqs.createQueue(create -> create.queueName(name));
    return noQueue(name);
  }

  /// Only its address.
  AwsQueue noQueue(String name) {
    return AwsQueue.at(
        QueueAddress.of(url(name), Optional.empty(), Optional.empty()), Optional.of(CREDENTIALS));
  }

  public String url(String name) {
    return endpoint + "/000000000000/" + name;
  }

  public void send(String queue, String body) {
    sqs.sendMessage(send -> send.queueUrl(url(queue)).messageBody(body));
  }

  /// Makes a queue from which a message goes to `dead` instead of being received once more.
  public void queueWithDeadLetters(String name, String dead, int maxReceiveCount) {
    sqs.createQueue(create -> create.queueName(dead));
    sqs.createQueue(create ->
        create
            .queueName(name)
            .attributesWithStrings(
                Map.of(
                    "RedrivePolicy",
                    "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":%d}"
                        .formatted(dead, maxReceiveCount))));
  }

  /// The messages of a queue, with their attributes; they stay there.
  List<Message> messages(String queue) {
    return sqs.receiveMessage(receive ->
            receive
                .queueUrl(url(queue))
                .maxNumberOfMessages(10)
                .visibilityTimeout(0)
                .messageAttributeNames("All"))
        .messages();
  }

  /// How many messages a queue has, visible or not.
  public int size(String queue) {
    return count(queue, "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible");
  }

  /// How many messages a queue would deliver now.
  public int visible(String queue) {
    return count(queue, "ApproximateNumberOfMessages");
  }

  private int count(String queue, String... attributes) {
    return sqs
        .getQueueAttributes(get -> get.queueUrl(url(queue)).attributeNamesWithStrings(attributes))
        .attributesAsStrings()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  @Override
  public void close() {
    sqs.close();
    // Not waited for: it would hold on to the long polls that tests have left.
    Object _ = server.stopAndGetFuture().apply();
  }
}
