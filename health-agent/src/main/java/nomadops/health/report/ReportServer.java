package nomadops.health.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import nomadops.client.time.Pause;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.Failure;
import nomadops.runtime.call.BoundedBody;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.signature.Proof;
import nomadops.runtime.signature.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes reports at `POST /v1/health/report`, on the JDK's own HTTP server and at an address of its
/// own: the admin pages may be for everyone, this is not. It speaks no TLS.
public final class ReportServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportServer.class);
  private static final int BACKLOG = 512;

  private final HttpServer server;
  private final ExecutorService threads;
  private final HostPort address;
  private final Desk desk;
  private final BoundedBody body;
  private final int concurrent;
  private final Semaphore places;

  private ReportServer(ReportTerms terms, Desk desk, HttpServer server, Pause pause) {
    this.server = server;
    this.desk = desk;
    this.body = new BoundedBody(Bounds.LONGEST, terms.bodyTime(), pause);
    this.concurrent = terms.concurrent();
    this.places = new Semaphore(concurrent);
    this.address = new HostPort(terms.address().host(), server.getAddress().getPort());
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("report-", 0).factory());
  }

  /// Binds and serves.
  ///
  /// @param secrets asked at each request: they may change
  /// @throws Failure when the address cannot be had
  public static ReportServer start(
      ReportTerms terms,
      Supplier<Secrets> secrets,
      Inbox inbox,
      ReportListener listener,
      InstantSource clock,
      Pause pause) {
    // As AdminServer sets them, but for more connections: each client speaks for itself. The JDK
    // reads them once, so whichever server comes first sets them for both.
    preset("sun.net.httpserver.maxReqTime", "10");
    preset("sun.net.httpserver.maxRspTime", "30");
    preset("sun.net.httpserver.maxIdleConnections", "16");
    preset("jdk.httpserver.maxConnections", "256");
    preset("sun.net.httpserver.nodelay", "true");
    HostPort at = terms.address();
    try {
      HttpServer http =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByName(at.host()), at.port()), BACKLOG);
      Desk desk = new Desk(terms.window(), secrets, inbox, listener, clock);
      ReportServer reports = new ReportServer(terms, desk, http, pause);
      http.createContext("/", reports::handle);
      http.setExecutor(reports.threads);
      http.start();
      LOG.info("reports are taken at http://{}{}", reports.address, ReportJson.PATH);
      return reports;
    } catch (IOException e) {
      throw new Failure(
          "the address "
              + at
              + " for reports cannot be used ("
              + e.getMessage()
              + "); is another process there? Set it to a free port, or to port 0 for any",
          e);
    }
  }

  /// Where it listens, with the real port.
  public HostPort address() {
    return address;
  }

  /// Closes every connection at once: what is lost is told again in 15 seconds.
  @Override
  public void close() {
    server.stop(0);
    List<Runnable> _ = threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!places.tryAcquire()) {
        refuse(exchange, Refusal.BUSY, "more than " + concurrent + " requests at once");
        return;
      }
      try {
        serve(exchange);
      } finally {
        places.release();
      }
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
    if (!path.equals(ReportJson.PATH)) {
      refuse(exchange, Refusal.NO_SUCH_PATH, "there is POST " + ReportJson.PATH + " alone");
      return;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      refuse(exchange, Refusal.WRONG_METHOD, "only POST is answered here");
      return;
    }
    switch (body.read(exchange.getRequestBody())) {
      case BoundedBody.Read.Whole(byte[] bytes) ->
          send(exchange, desk.answer(proof(exchange), bytes, from(exchange)));
      case BoundedBody.Read.TooLong _ ->
          refuse(
              exchange, Refusal.TOO_LARGE, "the body is longer than " + Bounds.LONGEST + " bytes");
      case BoundedBody.Read.TooSlow _ -> {
        Answer _ = desk.refused(Refusal.SLOW, "its body did not come in time", from(exchange));
      }
    }
  }

  private void refuse(HttpExchange exchange, Refusal why, String detail) throws IOException {
    send(exchange, desk.refused(why, detail, from(exchange)));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] json = answer.bytes();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Cache-Control", "no-store");
    // A client comes again in 15 seconds; thousands of idle connections are of no use till then.
    headers.set("Connection", "close");
    if (answer.status() == Refusal.WRONG_METHOD.status()) {
      headers.set("Allow", "POST");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), json.length);
    exchange.getResponseBody().write(json);
  }

  private static Proof proof(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    return new Proof(
        headers.getOrDefault(Signature.TIMESTAMP_HEADER, List.of()),
        headers.getOrDefault(Signature.HEADER, List.of()));
  }

  private static String from(HttpExchange exchange) {
    InetSocketAddress remote = exchange.getRemoteAddress();
    return remote.getAddress().getHostAddress() + ":" + remote.getPort();
  }

  // The JDK's server takes its limits from system properties alone, read once.
  private static void preset(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
