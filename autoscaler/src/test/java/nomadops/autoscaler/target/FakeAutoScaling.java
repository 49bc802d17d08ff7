package nomadops.autoscaler.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import nomadops.autoscaler.target.FakeActions.Reply;
import org.jspecify.annotations.Nullable;

/// EC2 Auto Scaling on loopback, as far as six calls of it go (API 2011-01-01, query protocol),
/// with groups that launch and end machines by a given clock. Any credentials do.
public final class FakeAutoScaling implements AutoCloseable {
  /// What happens to one request instead of the usual.
  public enum Fault {
    /// Done, and the connection is cut instead of an answer.
    LOST,
    /// Not done, and the connection is cut.
    CUT,
    /// Done, and never answered.
    SILENT,
    /// Not done, HTTP 503.
    AWAY,
    /// Done, HTTP 503.
    AWAY_BUT_DONE,
    /// Not done, `Throttling: Rate exceeded`.
    THROTTLED,
    /// Not done, `AccessDenied`.
    DENIED,
    /// HTTP 200 with XML that ends in the middle; done.
    HALF_XML,
    /// HTTP 200 with a page of a proxy; not done.
    PAGE
  }

  private static final int SILENCE = -1;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeActions actions;
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final List<Map<String, String>> requests = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private Manners manners = Manners.PERFECT;

  public FakeAutoScaling(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.actions = new FakeActions(clock);
    this.random = random;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// For an endpoint override.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// A new group, with as many machines in service as it is told to have.
  public synchronized FakeGroup group(String name, int min, int desired, int max) {
    FakeGroup group = new FakeGroup(name, min, desired, max).filled(clock.instant());
    actions.groups.put(name, group);
    return group;
  }

  /// Changes a group while requests may come.
  public synchronized void change(String group, Consumer<FakeGroup> change) {
    change.accept(Objects.requireNonNull(actions.groups.get(group), group));
  }

  public synchronized void delete(String group) {
    actions.groups.remove(group);
  }

  /// Lets what is due happen, also without a request.
  public synchronized void advance() {
    actions.groups.values().forEach(group -> group.advance(clock.instant()));
  }

  public synchronized void behave(Manners given) {
    manners = given;
  }

  /// The next request of that action fares so; several in the order in which they were given.
  public synchronized void next(String action, Fault... given) {
    faults.computeIfAbsent(action, _ -> new ArrayDeque<>()).addAll(List.of(given));
  }

  /// How many requests of an action came, those that failed included.
  public synchronized long requests(String action) {
    return requests.stream().filter(form -> action.equals(form.get("Action"))).count();
  }

  /// The fields of the newest request of an action.
  public synchronized Map<String, String> lastRequest(String action) {
    return requests.reversed().stream()
        .filter(form -> action.equals(form.get("Action")))
        .findFirst()
        .orElseThrow();
  }

  /// How many machines were told to end, in all groups.
  public synchronized int ends() {
    return actions.ends;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    Reply reply = answered(form);
    if (reply.status() == SILENCE) {
      awaitClose();
    }
    if (reply.body() == null) {
      exchange.close();
      return;
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Reply answered(Map<String, String> form) {
    requests.add(form);
    advance();
    Fault fault = fault(form.getOrDefault("Action", ""));
    if (fault == null) {
      return actions.act(form);
    }
    Reply away = new Reply(503, QueryXml.fault("ServiceUnavailable", "away"));
    return switch (fault) {
      case CUT -> new Reply(0, null);
      case SILENT -> {
        Reply _ = actions.act(form);
        yield new Reply(SILENCE, null);
      }
      case LOST -> {
        Reply _ = actions.act(form);
        yield new Reply(0, null);
      }
      case AWAY -> away;
      case AWAY_BUT_DONE -> {
        Reply _ = actions.act(form);
        yield away;
      }
      case THROTTLED -> new Reply(400, QueryXml.fault("Throttling", "Rate exceeded"));
      case DENIED ->
          new Reply(403, QueryXml.fault("AccessDenied", "User: arn:x is not authorized"));
      case HALF_XML -> {
        String body = String.valueOf(actions.act(form).body());
        yield new Reply(200, body.substring(0, body.length() / 2));
      }
      case PAGE -> new Reply(200, "<html><body>Please log in</body></html>");
    };
  }

  private @Nullable Fault fault(String action) {
    Deque<Fault> given = faults.get(action);
    if (given != null && !given.isEmpty()) {
      return given.poll();
    }
    double luck = random.nextDouble();
    if (luck < manners.throttled()) {
      return Fault.THROTTLED;
    }
    if (luck < manners.throttled() + manners.broken()) {
      return random.nextBoolean() ? Fault.AWAY : Fault.AWAY_BUT_DONE;
    }
    return luck < manners.throttled() + manners.broken() + manners.lost() ? Fault.LOST : null;
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
