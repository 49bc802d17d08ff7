package nomadops.health.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import nomadops.client.time.Pause;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Docker daemon on a unix socket that is as sick as a test wants it. What it answers is by the
/// documents of Docker's Engine API 1.24 to 1.51; containers live in memory.
final class FakeDocker implements AutoCloseable {
  /// What it does with a question instead of answering it well.
  @FunctionalInterface
  interface Fault {
    void answer(SocketChannel peer, Asked asked) throws IOException, InterruptedException;
  }

  record Asked(String method, String path, String body) {}

  record Container(String name, String owner, String image, String state) {}

  private final Path socket;
  private final ServerSocketChannel server;
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  final Map<String, Container> containers = new ConcurrentHashMap<>();
  final List<Asked> heard = new CopyOnWriteArrayList<>();
  final List<String> images = new CopyOnWriteArrayList<>(List.of("busybox:1"));
  volatile boolean filters = true;
  volatile int exitCode;

  private FakeDocker(Path socket, ServerSocketChannel server) {
    this.socket = socket;
    this.server = server;
  }

  static FakeDocker healthy(Path socket) throws IOException {
    FakeDocker docker = bound(socket);
    Thread.ofPlatform().daemon().start(docker::acceptAll);
    return docker;
  }

  /// One that was stopped: the system takes connections for it, and nobody comes for them.
  static FakeDocker stopped(Path socket) throws IOException {
    return bound(socket);
  }

  private static FakeDocker bound(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket), 2);
    return new FakeDocker(socket, server);
  }

  /// @param what the method and how the path begins, e.g. `GET /info`
  FakeDocker on(String what, Fault fault) {
    faults.put(what, fault);
    return this;
  }

  FakeDocker well(String what) {
    faults.remove(what);
    return this;
  }

  /// Never answers.
  Fault hang() {
    return (peer, asked) -> closed.await();
  }

  static Fault raw(String text) {
    return (peer, asked) -> write(peer, text);
  }

  static Fault status(int status, String message) {
    return (peer, asked) -> answer(peer, status, "{\"message\":\"" + message + "\"}");
  }

  /// Answers well, and late.
  Fault slow(Duration by) {
    return (peer, asked) -> {
      Pause.system().sleep(by);
      serve(peer, asked);
    };
  }

  /// Does what it was asked, and never says so.
  Fault mute() {
    return (peer, asked) -> {
      Told _ = perform(asked);
      closed.await();
    };
  }

  List<String> asked() {
    List<String> all = new ArrayList<>();
    heard.forEach(h -> all.add(h.method() + " " + h.path().replaceFirst("[?].*", "")));
    return all;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    boolean _ = Files.deleteIfExists(socket);
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel peer = server.accept();
        Thread.ofPlatform().daemon().start(() -> converse(peer));
      }
    } catch (IOException _) {
      // closed by the test
    }
  }

  private void converse(SocketChannel peer) {
    try (peer) {
      Asked asked = read(peer);
      heard.add(asked);
      String line = asked.method() + " " + asked.path();
      for (Map.Entry<String, Fault> fault : faults.entrySet()) {
        if (line.matches(fault.getKey() + ".*")) {
          fault.getValue().answer(peer, asked);
          return;
        }
      }
      serve(peer, asked);
    } catch (IOException | InterruptedException _) {
      // the client has given up
    }
  }

  private static Asked read(SocketChannel peer) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(Channels.newInputStream(peer), UTF_8));
    String first = in.readLine();
    if (first == null) {
      throw new IOException("nothing was asked");
    }
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < length; i++) {
      body.append((char) in.read());
    }
    String[] words = first.split(" ");
    return new Asked(words[0], words[1], body.toString());
  }

  private record Told(int status, String body) {}

  private void serve(SocketChannel peer, Asked asked) throws IOException {
    Told told = perform(asked);
    answer(peer, told.status(), told.body());
  }

  private Told perform(Asked asked) {
    String path = asked.path().replaceFirst("[?].*", "");
    return switch (asked.method() + " " + path) {
      case "GET /_ping" -> new Told(200, "OK");
      case "GET /version" -> new Told(200, "{\"Version\":\"28.3.0\",\"ApiVersion\":\"1.51\"}");
      case "GET /info" -> new Told(200, "{\"ID\":\"a\",\"Containers\":3,\"Driver\":\"overlay2\"}");
      case "GET /containers/json" -> new Told(200, list(asked.path()));
      case "POST /containers/create" -> create(asked);
      default -> oneContainer(asked.method(), path);
    };
  }

  private String list(String path) {
    String decoded = URLDecoder.decode(path, UTF_8);
    List<Map<String, Object>> found = new ArrayList<>();
    containers.forEach((id, container) -> {
      if (!filters || decoded.contains("=" + container.owner() + "\"")) {
        found.add(Map.of("Id", id, "Labels", Map.of("nomad-ops.canary", container.owner())));
      }
    });
    return JsonMapper.shared().writeValueAsString(found);
  }

  private Told create(Asked asked) {
    JsonNode spec = JsonMapper.shared().readTree(asked.body());
    String name = asked.path().replaceFirst(".*[?]name=", "");
    String image = spec.path("Image").asString();
    if (containers.values().stream().anyMatch(c -> c.name().equals(name))) {
      return new Told(409, "{\"message\":\"Conflict. The container name is in use\"}");
    }
    if (!images.contains(image)) {
      return new Told(404, "{\"message\":\"No such image: " + image + "\"}");
    }
    String id = "id" + heard.size();
    String owner = spec.path("Labels").path("nomad-ops.canary").asString();
    containers.put(id, new Container(name, owner, image, "created"));
    return new Told(201, "{\"Id\":\"" + id + "\",\"Warnings\":[]}");
  }

  private Told oneContainer(String method, String path) {
    String id = path.split("/").length > 2 ? path.split("/")[2] : "";
    Container container = containers.get(id);
    if (container == null) {
      return new Told(404, "{\"message\":\"No such container: " + id + "\"}");
    }
    if (method.equals("DELETE")) {
      containers.remove(id);
      return new Told(204, "");
    }
    if (path.endsWith("/start")) {
      containers.put(
          id, new Container(container.name(), container.owner(), container.image(), "running"));
      return new Told(204, "");
    }
    return new Told(
        container.state().equals("running") ? 200 : 409, "{\"StatusCode\":" + exitCode + "}");
  }

  /// Half of them in chunks, as the real one does with what is long.
  private static void answer(SocketChannel peer, int status, String body) throws IOException {
    String start = "HTTP/1.1 " + status + " Said\r\nServer: Docker/28.3.0 (linux)\r\n";
    if (status == 204) {
      write(peer, start + "\r\n");
    } else if (body.startsWith("[")) {
      int half = body.length() / 2;
      write(
          peer,
          start
              + "Transfer-Encoding: chunked\r\n\r\n"
              + chunk(body.substring(0, half))
              + chunk(body.substring(half))
              + "0\r\n\r\n");
    } else {
      write(peer, start + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }
  }

  private static String chunk(String part) {
    return Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
  }

  private static void write(SocketChannel peer, String text) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (out.hasRemaining()) {
      int _ = peer.write(out);
    }
  }
}
