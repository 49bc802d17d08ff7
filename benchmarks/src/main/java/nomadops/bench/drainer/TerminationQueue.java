package nomadops.bench.drainer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A queue of an SQS in this process (ElasticMQ), spoken to in SQS' JSON protocol. For many
/// threads.
final class TerminationQueue implements AutoCloseable {
  /// The most that SQS takes in one request.
  static final int BATCH = 10;

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String NAME = "terminations";

  private final SQSRestServer server;
  private final URI endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  private TerminationQueue(SQSRestServer server) {
    this.server = server;
    this.endpoint =
        URI.create("http://localhost:" + server.waitUntilStarted().localAddress().getPort());
  }

  static TerminationQueue open() throws IOException, InterruptedException {
    TerminationQueue queue =
        new TerminationQueue(SQSRestServerBuilder.withPort(0).withInterface("localhost").start());
    ObjectNode request = MAPPER.createObjectNode();
    request.put("QueueName", NAME);
    JsonNode _ = queue.ask("CreateQueue", request);
    return queue;
  }

  String url() {
    return endpoint + "/000000000000/" + NAME;
  }

  /// Sends up to [#BATCH] messages in one request.
  ///
  /// @param delay after which they can be received, in whole seconds
  void send(List<String> bodies, Duration delay) throws IOException, InterruptedException {
    ObjectNode request = MAPPER.createObjectNode();
    request.put("QueueUrl", url());
    ArrayNode entries = request.putArray("Entries");
    for (String body : bodies) {
      entries
          .addObject()
          .put("Id", "m" + entries.size())
          .put("MessageBody", body)
          .put("DelaySeconds", delay.toSeconds());
    }
    JsonNode answer = ask("SendMessageBatch", request);
    if (answer.path("Successful").size() != bodies.size()) {
      throw new IOException("SQS did not take all messages: " + answer);
    }
  }

  /// How many messages there are, hidden, delayed or neither.
  int messages() throws IOException, InterruptedException {
    ObjectNode request = MAPPER.createObjectNode();
    request.put("QueueUrl", url());
    request
        .putArray("AttributeNames")
        .add("ApproximateNumberOfMessages")
        .add("ApproximateNumberOfMessagesDelayed")
        .add("ApproximateNumberOfMessagesNotVisible");
    int messages = 0;
    for (JsonNode count : ask("GetQueueAttributes", request).path("Attributes")) {
      messages += Integer.parseInt(count.asString());
    }
    return messages;
  }

  private JsonNode ask(String action, ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(action + ": HTTP " + answer.statusCode() + " " + answer.body());
    }
    return MAPPER.readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
    // Not waited for: it would hold on to the long poll that a killed drainer has left.
    Object _ = server.stopAndGetFuture().apply();
  }
}
