package nomadops.drainer.imds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A metadata service on loopback.
public final class FakeMetadata implements AutoCloseable {
  public static final String SPOT = "spot/instance-action";
  public static final String REBALANCE = "events/recommendations/rebalance";
  public static final String MAINTENANCE = "events/maintenance/scheduled";
  public static final String TARGET = "autoscaling/target-lifecycle-state";

  /// Path below meta-data to document; what is not there is a 404.
  public final Map<String, String> documents = new ConcurrentHashMap<>();

  /// Path to a status without a document.
  public final Map<String, Integer> broken = new ConcurrentHashMap<>();

  /// Paths that are never answered.
  final List<String> silent = new CopyOnWriteArrayList<>();

  /// Method, path and token of each request.
  final List<String> asked = new CopyOnWriteArrayList<>();

  public volatile int tokenStatus = 200;
  volatile String token = "token-1";
  volatile boolean tokensAreNeeded = true;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public FakeMetadata() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    documents.put("instance-id", "i-0633ac2b0d9769723");
    documents.put("placement/region", "eu-central-1");
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  long tokensGiven() {
    return asked.stream().filter(line -> line.startsWith("PUT ")).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String given = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token");
    asked.add(exchange.getRequestMethod() + " " + path + " " + given);
    if (path.equals("/latest/api/token")) {
      String life = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token-ttl-seconds");
      boolean fit = exchange.getRequestMethod().equals("PUT") && "21600".equals(life);
      answer(exchange, fit ? tokenStatus : 400, token);
    } else if (tokensAreNeeded && !token.equals(given)) {
      answer(exchange, 401, "Unauthorized");
    } else {
      document(exchange, path.replace("/latest/meta-data/", ""));
    }
  }

  private void document(HttpExchange exchange, String path) throws IOException {
    if (silent.contains(path)) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    String document = documents.get(path);
    int status = broken.getOrDefault(path, document == null ? 404 : 200);
    answer(exchange, status, document == null ? "<html>" + status + "</html>" : document);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
