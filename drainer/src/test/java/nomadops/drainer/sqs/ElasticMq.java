package nomadops.drainer.sqs;

import java.net.URI;
import java.util.Optional;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

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

  /// How many messages a queue has, visible or not.
  public int size(String queue) {
    return sqs
        .getQueueAttributes(get ->
            get.queueUrl(url(queue))
                .attributeNamesWithStrings(
                    "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))
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
