package nomadops.simulator.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Plain requests to one address with one token.
final class Nomad {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String token;

  private Nomad(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  static Nomad at(URI address, String token) {
    return new Nomad(address, token);
  }

  Nomad as(String otherToken) {
    return new Nomad(address, otherToken);
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer put(String path, JsonNode body) {
    return put(path, body.toString());
  }

  Answer put(String path, String body) {
    return send("PUT", path, BodyPublishers.ofString(body));
  }

  Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  Answer delete(String path, String body) {
    return send("DELETE", path, BodyPublishers.ofString(body));
  }

  Answer send(String method, String path, BodyPublisher body) {
    HttpRequest request = request(path).timeout(TIMEOUT).method(method, body).build();
    HttpResponse<String> response = send(request, BodyHandlers.ofString());
    return new Answer(
        method + " " + path, response.statusCode(), response.headers(), response.body());
  }

  /// The answer's bytes as they come; the caller closes them.
  HttpResponse<InputStream> open(String path) {
    return send(request(path).GET().build(), BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
    if (!token.isEmpty()) {
      request.header("X-Nomad-Token", token);
    }
    return request;
  }

  private static <T> HttpResponse<T> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Text as one segment or value of a URL.
  static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
