package nomadops.autoscaler.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.runtime.call.BoundedCalls;
import nomadops.runtime.call.BoundedCalls.Answer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The instant value of a PromQL expression, as a number of nodes: `GET /api/v1/query` (Prometheus
/// HTTP API v1). It must come to exactly one sample; none, several, or no number is not known, and
/// is never taken for zero.
public final class PrometheusQuery implements SizeQuery {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SHOWN = 200;

  private final Terms terms;
  private final BoundedCalls calls;

  /// What is asked, and how.
  ///
  /// @param url of Prometheus, with its path prefix if it has one
  /// @param perNode how much of the value one node stands for; 1 when the value is nodes
  /// @param bearer asked for with each request, so that a token may be renewed
  public record Terms(
      String name,
      URI url,
      String query,
      Kind kind,
      double perNode,
      Duration timeout,
      Supplier<Optional<String>> bearer) {
    public Terms {
      if (!(perNode > 0)) {
        throw new IllegalArgumentException("per-node is " + perNode + "; give more than 0");
      }
    }
  }

  public PrometheusQuery(Terms terms) {
    this.terms = terms;
    this.calls = new BoundedCalls(terms.timeout());
  }

  @Override
  public String name() {
    return "prometheus " + terms.name();
  }

  @Override
  public Kind kind() {
    return terms.kind();
  }

  @Override
  public Figure ask() throws InterruptedException {
    HttpRequest request;
    try {
      request = request();
    } catch (RuntimeException e) {
      return new Figure.Unknown("cannot be asked: " + e.getMessage());
    }
    return switch (calls.send(request, BodyHandlers.ofString(UTF_8))) {
      case Answer.Got(HttpResponse<String> got) -> read(got.statusCode(), got.body());
      case Answer.Late(Duration waited, _) ->
          new Figure.Unknown("no answer in " + waited.toMillis() + " ms");
      case Answer.Broken broken ->
          new Figure.Unknown((broken.isOfTheWire() ? "not reached: " : "") + broken.words());
    };
  }

  private HttpRequest request() {
    String base = terms.url().toString();
    String path = (base.endsWith("/") ? base : base + "/") + "api/v1/query?query=";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path + URLEncoder.encode(terms.query(), UTF_8)))
            .setHeader("Accept", "application/json")
            .setHeader("User-Agent", "nomad-ops");
    terms.bearer().get().ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
    return request.build();
  }

  private Figure read(int status, String body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      return new Figure.Unknown("HTTP " + status + " and no JSON: " + start(body));
    }
    if (status != 200 || !json.path("status").asString("").equals("success")) {
      return new Figure.Unknown("HTTP " + status + ": " + start(json.path("error").asString(body)));
    }
    JsonNode data = json.path("data");
    return switch (data.path("resultType").asString("")) {
      case "scalar" -> figure(data.path("result").path(1));
      case "vector" -> vector(data.path("result"));
      case String other ->
          new Figure.Unknown(
              "the expression is a " + other + "; write one whose value is a single number");
    };
  }

  private Figure vector(JsonNode samples) {
    if (samples.isEmpty()) {
      return new Figure.Unknown("the expression has no value now");
    }
    if (samples.size() > 1) {
      return new Figure.Unknown(
          "the expression has " + samples.size() + " values; write e.g. sum(...) around it");
    }
    return figure(samples.path(0).path("value").path(1));
  }

  private Figure figure(JsonNode value) {
    double number;
    try {
      number = Double.parseDouble(value.asString(""));
    } catch (NumberFormatException e) {
      return new Figure.Unknown("the value is \"" + value.asString("") + "\", not a number");
    }
    double nodes = Math.ceil(number / terms.perNode() - 1e-9);
    if (Double.isNaN(number) || nodes < 0 || nodes > 1_000_000) {
      return new Figure.Unknown("the value is " + number + ", which is no number of nodes");
    }
    return new Figure.Known((int) nodes);
  }

  private static String start(String text) {
    String line = text.replace('\n', ' ').strip();
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }
}
