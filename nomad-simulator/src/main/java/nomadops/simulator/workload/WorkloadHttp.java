package nomadops.simulator.workload;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The few requests that the workloads send.
final class WorkloadHttp implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final URI address;

  WorkloadHttp(URI address) {
    this.address = address;
  }

  /// Registers a job without tasks to place; returns the answer.
  JsonNode register(String id, String type, String team) throws IOException, InterruptedException {
    String body =
        """
        {"Job":{"ID":"%1$s","Name":"%1$s","Type":"%3$s","Datacenters":["*"],"Priority":50,"Meta":{"team":"%2$s"},\
        "TaskGroups":[{"Name":"g","Count":0,"Tasks":[{"Name":"work","Driver":"mock_driver",\
        "Config":{"run_for":"1ms"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
        """
            .formatted(id, team, type);
    return send("PUT", "/v1/jobs", body);
  }

  /// Waits by blocking queries until the evaluation is no longer pending; false when the deadline
  /// came first.
  boolean awaitEvaluation(String evalId, long index, Duration bound)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    long seen = index;
    while (true) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      long waitMillis = Math.max(1, Math.min(60_000, left / 1_000_000));
      JsonNode eval =
          send(
              "GET",
              "/v1/evaluation/" + evalId + "?index=" + seen + "&wait=" + waitMillis + "ms",
              null);
      if (!eval.path("Status").asString().equals("pending")) {
        return true;
      }
      seen = eval.path("ModifyIndex").asLong();
    }
  }

  JsonNode purge(String jobId, int evalPriority) throws IOException, InterruptedException {
    String priority = evalPriority > 0 ? "&eval_priority=" + evalPriority : "";
    return send("DELETE", "/v1/job/" + escape(jobId) + "?purge=true" + priority, null);
  }

  JsonNode send(String method, String path, @org.jspecify.annotations.Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofMinutes(5))
            .method(method, publisher)
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(
          method
              + " "
              + path
              + ": "
              + response.statusCode()
              + " "
              + new String(response.body(), StandardCharsets.UTF_8));
    }
    return response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
