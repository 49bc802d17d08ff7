package nomadops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import nomadops.simulator.workload.NativeCollection;

/// A few requests to the server under test.
final class NomadHttp implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  NomadHttp(URI address) {
    this.address = address;
  }

  /// The answer's body.
  ///
  /// @throws IOException for any status but 200
  String send(String method, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /// Makes the server collect everything, which it begins at once and answers before it is done,
  /// and returns when no job with that prefix is left.
  ///
  /// @throws IOException when one is left after so long
  void collectAll(String idPrefix, Duration longest) throws IOException, InterruptedException {
    NativeCollection.force(address);
    long end = System.nanoTime() + longest.toNanos();
    while (!send("GET", "/v1/jobs?per_page=1&prefix=" + idPrefix).strip().equals("[]")) {
      if (System.nanoTime() > end) {
        throw new IOException("the server left jobs for " + longest.toMinutes() + " minutes");
      }
      Thread.sleep(200);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
