package nomadops.runtime.acl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A Nomad as a tool sees it, which remembers what it was asked and what it refused.
public final class WatchedNomad implements AutoCloseable {
  private final URI upstream;
  private final HttpServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();
  private final Map<String, Boolean> refused = new ConcurrentHashMap<>();

  /// What a tool asked.
  ///
  /// @param target path and query
  public record Asked(String method, String target, String body) {
    boolean isStream() {
      return target.startsWith("/v1/event/stream");
    }

    /// Alike are those that differ in what they are about alone.
    String kind() {
      return method
          + " "
          + target
              .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
              .replaceAll("(index|wait|next_token|cas)=[^&]*&?", "");
    }

    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  public WatchedNomad(URI upstream) {
    this.upstream = upstream;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// One of each kind, in no order.
  public List<Asked> asked() {
    return List.copyOf(new LinkedHashMap<>(asked).values());
  }

  /// What the tool asks seldom, and was seen to ask elsewhere.
  public void also(String method, String target, String body) {
    Asked request = new Asked(method, target, body);
    asked.put(request.kind(), request);
  }

  /// Waits until something was asked.
  public void await(String kind) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (asked.keySet().stream().anyMatch(each -> each.startsWith(kind))) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(kind + " was not asked, only " + asked.keySet());
  }

  /// Kinds of what was refused.
  public List<String> refused() {
    return refused.keySet().stream().sorted().toList();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Asked request =
          new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
      asked.putIfAbsent(request.kind(), request);
      HttpRequest.Builder on =
          HttpRequest.newBuilder(upstream.resolve(request.target()))
              .method(request.method(), HttpRequest.BodyPublishers.ofString(body));
      for (String name : List.of("X-Nomad-Token", "Content-Type", "X-Nomad-Namespace")) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          on.header(name, value);
        }
      }
      HttpResponse<InputStream> answer =
          http.send(on.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() == 403) {
        refused.put(request.kind(), true);
      }
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length")
                && !name.equalsIgnoreCase("transfer-encoding")
                && !name.equalsIgnoreCase("connection")) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      boolean anything = relay(answer.body(), exchange.getResponseBody());
      if (request.isStream() && !anything) {
        refused.put(request.kind(), true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether there was anything.
  private static boolean relay(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[16_384];
    boolean anything = false;
    try (from;
        to) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
        anything = true;
      }
    } catch (IOException e) {
      // The tool has gone, or Nomad has: nothing was refused.
      return true;
    }
    return anything;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
