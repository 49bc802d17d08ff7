package nomadops.autoscaler.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import nomadops.runtime.Failure;
import nomadops.runtime.Unreachable;
import nomadops.runtime.call.BoundedCalls;
import nomadops.runtime.call.BoundedCalls.Answer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An autoscaler that runs somewhere, as its admin pages show it.
public final class RunningAutoscaler implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SHOWN = 200;

  private final String base;
  private final BoundedCalls calls = new BoundedCalls(PATIENCE);

  private RunningAutoscaler(String base) {
    this.base = base;
  }

  /// The one with this admin address; nothing is sent yet.
  ///
  /// @param address e.g. `http://127.0.0.1:9466` or `127.0.0.1:9466`
  /// @throws IllegalArgumentException when it is no address of HTTP
  public static RunningAutoscaler at(String address) {
    String text = address.contains("://") ? address : "http://" + address;
    URI uri = URI.create(text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(address + " is no address of HTTP");
    }
    return new RunningAutoscaler(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /// Where it is.
  public String address() {
    return base;
  }

  /// What it decided last on each pool.
  ///
  /// @throws Unreachable when nothing answers
  /// @throws Failure when what answers is no autoscaler
  public JsonNode status() throws InterruptedException {
    JsonNode status = page("/status", Map.of());
    String process = status.path("process").asString("");
    if (!process.equals("autoscaler")) {
      throw new Failure(
          "what answers at %s is %s, not an autoscaler; give the admin-address of one"
              .formatted(base, process.isEmpty() ? "something else" : process));
    }
    return status;
  }

  /// One of its pages.
  ///
  /// @throws Unreachable when nothing answers
  /// @throws Failure when it does not answer as an autoscaler does, in its own words
  public JsonNode page(String path, Map<String, String> parameters) throws InterruptedException {
    StringBuilder address = new StringBuilder(base).append(path);
    String glue = "?";
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      address.append(glue).append(parameter.getKey()).append('=');
      address.append(URLEncoder.encode(parameter.getValue(), UTF_8));
      glue = "&";
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create(address.toString())).build();
    return read(path, answer(request));
  }

  private HttpResponse<String> answer(HttpRequest request) throws InterruptedException {
    return switch (calls.send(request, BodyHandlers.ofString(UTF_8))) {
      case Answer.Got(HttpResponse<String> got) -> got;
      case Answer.Late late ->
          throw silent("no answer in " + late.waited().toSeconds() + " s", late.fault());
      case Answer.Broken broken -> {
        if (broken.isOfTheWire()) {
          throw silent(broken.words(), broken.fault());
        }
        throw new Failure(base + " cannot be asked: " + broken.fault(), broken.fault());
      }
    };
  }

  private Unreachable silent(String why, Throwable cause) {
    return new Unreachable(
        "no autoscaler answers at %s (%s); give the admin-address of a running one, or leave -ask out to look from here"
            .formatted(base, why),
        cause);
  }

  private JsonNode read(String path, HttpResponse<String> answer) {
    String body = answer.body();
    if (answer.statusCode() != 200) {
      throw new Failure(
          "%s%s answers with HTTP %d: %s".formatted(base, path, answer.statusCode(), start(body)));
    }
    try {
      JsonNode json = JSON.readTree(body);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (JacksonException _) {
      // Said below.
    }
    throw new Failure(
        "what answers at %s is no autoscaler; %s is: %s".formatted(base, path, start(body)));
  }

  private static String start(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }

  @Override
  public void close() {
    calls.close();
  }
}
