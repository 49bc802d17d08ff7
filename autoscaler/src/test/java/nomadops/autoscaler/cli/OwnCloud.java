package nomadops.autoscaler.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.state.NodeSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A cloud of somebody's own: a group whose machines are nodes at once, behind a webhook, or behind
/// a program that puts what it is told into a folder.
final class OwnCloud implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final NomadSimulator nomad;
  private final HttpServer server;
  private final Map<String, String> members = new TreeMap<>();
  private int desired;
  private int serial;
  private String owner = "";

  /// Each instruction, as it came.
  final List<String> told = new CopyOnWriteArrayList<>();

  OwnCloud(NomadSimulator nomad) {
    this.nomad = nomad;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/groups/own");
  }

  synchronized int desired() {
    return desired;
  }

  synchronized String facts() {
    List<Map<String, Object>> all = new ArrayList<>();
    members.keySet().forEach(id -> all.add(Map.of("instance", id, "state", "in-service")));
    Map<String, Object> facts =
        new TreeMap<>(Map.of("desired", desired, "min", 0, "max", 9, "members", all));
    if (!owner.isEmpty()) {
      facts.put("owner", owner);
    }
    return JSON.writeValueAsString(facts);
  }

  synchronized int tell(String text) {
    told.add(text);
    JsonNode json = JSON.readTree(text);
    switch (json.path("action").asString("")) {
      case "claim" -> owner = json.path("owner").asString();
      case "resize" -> {
        if (json.path("from").asInt() != desired) {
          return 409;
        }
        desired = json.path("to").asInt();
        while (members.size() < desired) {
          boot("vm-" + ++serial);
        }
      }
      case "end" -> {
        String node = members.remove(json.path("instance").asString());
        if (node == null) {
          return 410;
        }
        desired--;
        nomad.state().retireNode(node);
      }
      default -> {
        return 400;
      }
    }
    return 200;
  }

  private void boot(String instance) {
    NodeSpec spec =
        NodeSpec.of("client-" + instance, 4_000, 8_192)
            .withAttributes(Map.of("unique.platform.aws.instance-id", instance));
    members.put(instance, nomad.state().addNode(spec));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean read = exchange.getRequestMethod().equals("GET");
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] answer = (read ? facts() : "").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          read ? 200 : tell(body), answer.length == 0 ? -1 : answer.length);
      if (answer.length > 0) {
        exchange.getResponseBody().write(answer);
      }
    }
  }

  /// Does what a program has put into a folder, and writes there what a read is to say.
  void live(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".told")).sorted().toList()) {
        int _ = tell(Files.readString(file));
        Files.delete(file);
      }
      Path next = Files.writeString(folder.resolve("next"), facts());
      Files.move(
          next,
          folder.resolve("facts"),
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
