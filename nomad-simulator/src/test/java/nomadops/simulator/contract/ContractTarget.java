package nomadops.simulator.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server under test, spoken to in raw HTTP.
///
/// @param token sent with each request; empty for none
public record ContractTarget(String name, URI address, String token) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String toString() {
    return name;
  }

  ContractTarget withToken(String other) {
    return new ContractTarget(name, address, other);
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  Reply put(String path, String body) {
    return send("PUT", path, body);
  }

  Reply delete(String path) {
    return send("DELETE", path, null);
  }

  Reply send(String method, String path, String body) {
    try {
      HttpResponse<String> response =
          HTTP.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60));
    if (!token.isEmpty()) {
      request.header("X-Nomad-Token", token);
    }
    return request
        .method(
            method,
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  static HttpClient http() {
    return HTTP;
  }

  /// Polls until the answer is as wished, at most ten seconds.
  Reply until(String path, Predicate<Reply> wished) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      Reply reply = get(path);
      if (wished.test(reply) || System.nanoTime() > deadline) {
        return reply;
      }
      Thread.onSpinWait();
    }
  }

  /// Registers a job and waits until it is dead; returns the registration's answer.
  JsonNode registerDead(String id) {
    JsonNode answer = put("/v1/jobs", Jobs.batch(id, 0)).json();
    until("/v1/job/" + id, reply -> reply.json().path("Status").asString("").equals("dead"));
    return answer;
  }

  /// An answer.
  record Reply(int status, java.net.http.HttpHeaders headers, String body) {
    JsonNode json() {
      return body.startsWith("{") || body.startsWith("[") ? JSON.readTree(body) : JSON.nullNode();
    }

    boolean has(String header) {
      return headers.firstValue(header).isPresent();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    long index() {
      return Long.parseLong(header("X-Nomad-Index"));
    }
  }
}
