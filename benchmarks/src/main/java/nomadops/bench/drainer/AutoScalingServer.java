package nomadops.bench.drainer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// EC2 Auto Scaling on loopback, as far as lifecycle actions go (API 2011-01-01, query protocol).
/// It takes its time, throttles now and then, and loses an answer now and then.
final class AutoScalingServer implements AutoCloseable {
  static final String GROUP = "bench";
  static final String HOOK = "drain";

  /// How it misbehaves.
  ///
  /// @param latency of each answer
  /// @param throttled share of the requests that are answered with `Rate exceeded`, undone
  /// @param lost share of the requests that are done, and their connection cut instead of answered
  record Manners(Duration latency, double throttled, double lost) {
    static final Manners USUAL = new Manners(Duration.ofMillis(20), 0.05, 0.01);
    static final Manners PERFECT = new Manners(Duration.ZERO, 0, 0);
  }

  private final LifecycleActions actions;
  private final Manners manners;
  private final SplittableRandom random = new SplittableRandom(1);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong requests = new AtomicLong();

  AutoScalingServer(LifecycleActions actions, Manners manners) {
    this.actions = actions;
    this.manners = manners;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// How many requests came, also those that were throttled.
  long requests() {
    return requests.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Map<String, String> form = form(exchange);
    try {
      Thread.sleep(manners.latency());
    } catch (InterruptedException e) {
      exchange.close();
      return;
    }
    if (chance(manners.throttled())) {
      send(exchange, 400, fault("Throttling", "Rate exceeded"));
      return;
    }
    boolean lost = chance(manners.lost());
    Reply reply = reply(form, !lost);
    if (lost) {
      exchange.close();
    } else {
      send(exchange, reply.status(), reply.body());
    }
  }

  private record Reply(int status, String body) {}

  private Reply reply(Map<String, String> form, boolean answered) {
    String instance = form.getOrDefault("InstanceId", "");
    String token = form.getOrDefault("LifecycleActionToken", "");
    String action = form.getOrDefault("Action", "");
    return switch (action) {
      case "DescribeLifecycleHooks" -> new Reply(200, result(action, hooks()));
      case "RecordLifecycleActionHeartbeat" ->
          reply(action, token, actions.heartbeat(instance, token, Instant.now()));
      case "CompleteLifecycleAction" ->
          reply(action, token, actions.complete(instance, token, Instant.now(), answered));
      default -> new Reply(400, fault("InvalidAction", "no such action as " + action));
    };
  }

  private static Reply reply(String action, String token, LifecycleActions.Answer answer) {
    return switch (answer) {
      case DONE -> new Reply(200, result(action, ""));
      case NO_ACTIVE_ACTION ->
          new Reply(
              400,
              fault("ValidationError", "No active Lifecycle Action found with token " + token));
    };
  }

  private String hooks() {
    long timeout = actions.timeout().toSeconds();
    return """
    <LifecycleHooks><member><AutoScalingGroupName>%s</AutoScalingGroupName>\
    <LifecycleHookName>%s</LifecycleHookName><HeartbeatTimeout>%d</HeartbeatTimeout>\
    <GlobalTimeout>%d</GlobalTimeout><DefaultResult>ABANDON</DefaultResult>\
    <LifecycleTransition>autoscaling:EC2_INSTANCE_TERMINATING</LifecycleTransition></member></LifecycleHooks>\
    """
        .formatted(GROUP, HOOK, timeout, 100 * timeout);
  }

  private static String result(String action, String result) {
    return "<%1$sResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
        .formatted(action, result);
  }

  private static String fault(String code, String message) {
    return "<ErrorResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
        .formatted(code, message);
  }

  private synchronized boolean chance(double share) {
    return random.nextDouble() < share;
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

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
