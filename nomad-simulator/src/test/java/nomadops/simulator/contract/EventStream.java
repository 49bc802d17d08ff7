package nomadops.simulator.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads `/v1/event/stream` line by line on a thread of its own.
final class EventStream implements AutoCloseable {
  private static final int BOUND_SECONDS = 20;
  private final HttpResponse<InputStream> response;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  EventStream(Nomad nomad, String query) {
    response = nomad.open("/v1/event/stream?" + query);
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException _) {
      // closed by the test
    }
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /// The next line that is not empty.
  String line() {
    @Nullable String line;
    do {
      try {
        line = lines.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      if (line == null) {
        throw new AssertionError("no line within " + BOUND_SECONDS + " s");
      }
    } while (line.isEmpty());
    return line;
  }

  /// All events up to and including the first that is wanted.
  List<JsonNode> until(Predicate<JsonNode> wanted) {
    List<JsonNode> events = new ArrayList<>();
    while (true) {
      for (JsonNode event : Answer.JSON.readTree(line()).path("Events")) {
        events.add(event);
      }
      if (events.stream().anyMatch(wanted)) {
        return events;
      }
    }
  }

  static Predicate<JsonNode> is(String topic, String type, String key) {
    return event ->
        event.path("Topic").asString().equals(topic)
            && event.path("Type").asString().equals(type)
            && event.path("Key").asString().equals(key);
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
