package nomadops.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.events.Event;
import nomadops.simulator.events.EventBuffer;
import nomadops.simulator.events.EventBuffer.Next;
import nomadops.simulator.events.Subscription;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/event/stream`: one JSON object a line, `{}` when nothing happens for a while. A reader
/// that falls out of the buffer is cut off; it must come back with the index it has seen.
final class EventHandler {
  private final Services services;

  EventHandler(Services services) {
    this.services = services;
  }

  void stream(Request request, HttpExchange exchange, Iterable<Fault> faults) throws IOException {
    request.only("GET");
    Rights rights = services.rights(request);
    Subscription subscription = subscription(request, rights);
    EventBuffer buffer = services.events();
    long epoch = buffer.epoch();
    long position = buffer.start(index(request));
    Predicate<Event> keep = dropping(faults);
    exchange.getResponseHeaders().set("Content-Type", Answer.JSON);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      write(out, "{}");
      while (true) {
        switch (buffer.await(position, epoch, services.heartbeat().toMillis())) {
          case Next.Ready(EventBuffer.Line line) -> {
            position = line.position() + 1;
            ObjectNode json = subscription.render(line, keep);
            if (json != null) {
              write(out, Json.MAPPER.writeValueAsString(json));
            }
          }
          case Next.Quiet() -> write(out, "{}");
          case Next.CutOff() -> {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /// From 1.11.2 on the real server has sent its 200 before it looks at rights; then the stream
  /// ends without a line.
  boolean beginsBeforeRights() {
    String[] parts = services.version().split("[.+-]", 4);
    int minor = Integer.parseInt(parts[1]);
    return !parts[0].equals("1") || minor > 11 || (minor == 11 && !parts[2].matches("[01]"));
  }

  private Set<String> namespaces(Request request) {
    if (!request.namespace().equals("*")) {
      return Set.of(request.namespace());
    }
    return State.values(services.store().current().namespaces())
        .map(row -> Json.text(row.path("Name")))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Subscription subscription(Request request, Rights rights) {
    Set<String> namespaces = namespaces(request);
    Subscription subscription = Subscription.of(request.all("topic"), namespaces);
    for (String topic : subscription.topics().keySet()) {
      Access.require(
          switch (topic) {
            case "Job", "Evaluation", "Allocation", "Deployment" ->
                namespaces.stream().allMatch(name -> rights.namespace(name, "read-job"));
            case "Node" -> rights.scope("node", "read");
            default -> rights.management();
          });
    }
    return subscription;
  }

  private static long index(Request request) {
    String given = request.get("index");
    try {
      return given.isEmpty() ? 0 : Long.parseLong(given);
    } catch (NumberFormatException e) {
      throw new Refused(
          400, "Unable to parse index: strconv.Atoi: parsing \"" + given + "\": invalid syntax");
    }
  }

  private static Predicate<Event> dropping(Iterable<Fault> faults) {
    AtomicLong seen = new AtomicLong();
    for (Fault fault : faults) {
      if (fault instanceof Fault.DroppedEvents(int everyNth)) {
        return event -> seen.incrementAndGet() % everyNth != 0;
      }
    }
    return event -> true;
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    out.flush();
  }
}
