package nomadops.drainer.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import nomadops.client.time.Pause;
import nomadops.drainer.notice.Bulletin;
import nomadops.runtime.Failure;
import nomadops.runtime.call.BoundedBody;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.signature.Proof;
import nomadops.runtime.signature.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the webhook on the JDK's own HTTP server, at an address of its own: the admin pages may
/// be for everyone, this is not. What it answers is [Desk]'s. It speaks no TLS.
public final class Webhook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

  static final int LONGEST = 256 * 1024;
  private static final int BACKLOG = 128;

  private final HttpServer server;
  private final ExecutorService threads;
  private final HostPort address;
  private final Desk desk;
  private final BoundedBody body;
  private final int concurrent;
  private final Semaphore places;
  private volatile boolean closed;

  private Webhook(WebhookTerms terms, Desk desk, HttpServer server, Pause pause) {
    this.server = server;
    this.desk = desk;
    this.body = new BoundedBody(LONGEST, terms.bodyTime(), pause);
    this.concurrent = terms.concurrent();
    this.places = new Semaphore(concurrent);
    this.address = new HostPort(terms.address().host(), server.getAddress().getPort());
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  }

  /// Binds and serves.
  ///
  /// @param drainer takes what was told at once; must not wait for its end
  /// @throws Failure when it has no secret and was not said to be unsigned on a loopback address,
  ///   or the address cannot be had
  public static Webhook start(
      WebhookTerms terms,
      List<Mapping> mappings,
      Consumer<List<Bulletin>> drainer,
      WebhookListener listener,
      InstantSource clock,
      Pause pause) {
    try {
      terms.check(Webhook::isLoopback);
    } catch (IllegalArgumentException e) {
      throw new Failure("" + e.getMessage());
    }
    // As AdminServer sets them, but for more connections: in a storm each machine speaks for
    // itself. The JDK reads them once, so whichever server comes first sets them for both.
    limit("sun.net.httpserver.maxReqTime", 10);
    limit("sun.net.httpserver.maxRspTime", 30);
    limit("sun.net.httpserver.maxIdleConnections", 16);
    limit("jdk.httpserver.maxConnections", 256);
    HostPort at = terms.address();
    try {
      HttpServer http =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByName(at.host()), at.port()), BACKLOG);
      Desk desk = new Desk(terms, mappings, drainer, listener, clock);
      Webhook webhook = new Webhook(terms, desk, http, pause);
      http.createContext("/", webhook::handle);
      http.setExecutor(webhook.threads);
      http.start();
      LOG.info(
          "webhook on http://{}/v1/notice, {}, mappings {}",
          webhook.address,
          terms.unsigned() ? "unsigned" : terms.secrets(),
          mappings);
      return webhook;
    } catch (IOException e) {
      throw new Failure(
          "the webhook's address "
              + at
              + " cannot be used ("
              + e.getMessage()
              + "); is another process there? Set it to a free port, or to port 0 for any",
          e);
    }
  }

  /// Where it listens, with the real port.
  public HostPort address() {
    return address;
  }

  /// How it stands.
  public WebhookStatus status() {
    return new WebhookStatus(address, desk.underWay(), desk.signatures(), desk.fault());
  }

  /// Why notices cannot come this way; empty when they can.
  public Optional<String> health() {
    return closed ? Optional.of("the webhook is closed") : desk.fault();
  }

  /// Takes no more, answers who waits as things stand, and closes every connection after a second.
  @Override
  public void close() {
    closed = true;
    desk.close();
    server.stop(1);
    List<Runnable> _ = threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!places.tryAcquire()) {
        String fault = "more than " + concurrent + " requests at once";
        send(exchange, desk.refused(Refusal.BUSY, List.of(fault), from(exchange)), true);
        return;
      }
      try {
        serve(exchange);
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      // The process ends, and the sender repeats.
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange) throws IOException, InterruptedException {
    Route route =
        Route.of(
            exchange.getRequestMethod(),
            Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), ""));
    if (route instanceof Route.Nowhere(Refusal why, String fault)) {
      send(exchange, desk.refused(why, List.of(fault), from(exchange)), true);
      return;
    }
    switch (body.read(exchange.getRequestBody())) {
      case BoundedBody.Read.Whole(byte[] bytes) ->
          send(exchange, desk.answer(route, headers(exchange), bytes, from(exchange)), false);
      case BoundedBody.Read.TooLong _ -> {
        String fault = "the body is longer than " + LONGEST + " bytes";
        send(exchange, desk.refused(Refusal.TOO_LARGE, List.of(fault), from(exchange)), true);
      }
      case BoundedBody.Read.TooSlow _ -> {
        Answer _ =
            desk.refused(Refusal.SLOW, List.of("its body did not come in time"), from(exchange));
      }
    }
  }

  private static void send(HttpExchange exchange, Answer answer, boolean last) throws IOException {
    byte[] json = answer.json();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Cache-Control", "no-store");
    answer
        .retryAfter()
        .map(Duration::toSeconds)
        .ifPresent(seconds -> headers.set("Retry-After", Long.toString(seconds)));
    if (answer.status() == 405) {
      headers.set("Allow", "POST");
    }
    if (last) {
      headers.set("Connection", "close");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), json.length);
    exchange.getResponseBody().write(json);
  }

  private static Proof headers(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    return new Proof(
        headers.getOrDefault(Signature.TIMESTAMP_HEADER, List.of()),
        headers.getOrDefault(Signature.HEADER, List.of()));
  }

  private static String from(HttpExchange exchange) {
    InetSocketAddress remote = exchange.getRemoteAddress();
    return remote.getAddress().getHostAddress() + ":" + remote.getPort();
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  // The JDK's server takes its limits from system properties alone, read once.
  private static void limit(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }
}
