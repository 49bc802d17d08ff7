package nomadops.runtime.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nomadops.client.time.Clocks;
import nomadops.runtime.Failure;
import nomadops.runtime.config.HostPort;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves [AdminPages] on the JDK's own HTTP server. Connections are few and bounded in time: a
/// client that sends or reads slowly is cut off, and closing does not wait for it.
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

  private final AdminPages pages;
  private final HttpServer server;
  private final ExecutorService threads;
  private final HostPort address;

  private final LivePage live;
  private final Streams streams;

  private AdminServer(AdminPages pages, Clocks clocks, HttpServer server, HostPort at) {
    this.pages = pages;
    this.live = new LivePage(pages, clocks.wall(), clocks.ticker());
    this.streams = new Streams(live, clocks.ticker(), clocks.pause());
    this.server = server;
    // Not virtual: there the JDK's BufferedWriter begins with 512 characters and is copied for
    // every few that it grows by, megabytes for a page of 50 kB. Connections are few anyway.
    this.threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("admin-", 0).factory());
    this.address = new HostPort(at.host(), server.getAddress().getPort());
  }

  /// Binds and serves.
  ///
  /// @throws Failure when the address cannot be had
  public static AdminServer start(HostPort at, AdminPages pages) {
    return start("admin-address", at, pages);
  }

  /// Binds and serves.
  ///
  /// @param key the setting that holds the address
  /// @throws Failure when the address cannot be had
  public static AdminServer start(String key, HostPort at, AdminPages pages) {
    return start(key, at, pages, Clocks.system());
  }

  static AdminServer start(String key, HostPort at, AdminPages pages, Clocks clocks) {
    limit("sun.net.httpserver.maxReqTime", 10);
    limit("sun.net.httpserver.maxRspTime", 30);
    limit("sun.net.httpserver.maxIdleConnections", 16);
    limit("jdk.httpserver.maxConnections", 64);
    // Headers and body are sent apart; without this a small body waits 40 ms for the first's ACK.
    preset("sun.net.httpserver.nodelay", "true");
    try {
      InetSocketAddress socket = new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
      HttpServer http = HttpServer.create(socket, 16);
      AdminServer admin = new AdminServer(pages, clocks, http, at);
      http.createContext("/", admin::handle);
      http.setExecutor(admin.threads);
      http.start();
      if (!pages.overview().figures().isEmpty()) {
        admin.threads.execute(new Sampler(admin.live.samples(), clocks.pause()));
      }
      LOG.info("admin pages on http://{}/", admin.address);
      return admin;
    } catch (BindException e) {
      throw new Failure(
          key
              + " "
              + at
              + " cannot be used ("
              + e.getMessage()
              + "); is another process there? Set "
              + key
              + " to a free port, or to port 0 for any");
    } catch (IOException e) {
      throw new Failure(key + " " + at + " cannot be used", e);
    }
  }

  /// Where it listens, with the real port.
  public HostPort address() {
    return address;
  }

  /// Closes every connection at once.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getPath();
      common(exchange);
      if (path.equals("/events") && method.equals("GET") && streams.serve(exchange)) {
        return;
      }
      Page page = page(path, method, exchange);
      page.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", page.contentType());
      if (page.status() == 405) {
        boolean acts = pages.deeds().containsKey(exchange.getRequestURI().getPath());
        exchange.getResponseHeaders().set("Allow", acts ? "POST" : "GET, HEAD");
      }
      Rendering body = Rendering.of(page, header(exchange, "Accept-Encoding").contains("gzip"));
      if (body.compressed()) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
      }
      if (method.equals("HEAD")) {
        exchange.sendResponseHeaders(page.status(), -1);
      } else {
        exchange.sendResponseHeaders(page.status(), body.length());
        body.sendTo(exchange.getResponseBody());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void common(HttpExchange exchange) {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    // No page of another site may load what is here as its own picture or script.
    exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
  }

  private Page page(String path, String method, HttpExchange exchange) throws InterruptedException {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    try {
      if (reads && path.equals("/")) {
        return live.html();
      }
      if (reads && path.equals("/view")) {
        return live.json();
      }
    } catch (RuntimeException e) {
      return Page.text(500, "this page failed: " + e);
    }
    if (reads && path.equals("/events")) {
      return Page.text(503, "as many follow this page as may; look again in a while, or at /view");
    }
    return pages.answer(
        new Asked(
            method,
            path,
            exchange.getRequestURI().getRawQuery(),
            header(exchange, "Accept"),
            near(exchange)));
  }

  // A page of any site can have its reader's browser send a POST to loopback; it says whose it is.
  private static boolean near(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress().isLoopbackAddress()
        && header(exchange, "Origin").isEmpty();
  }

  private static String header(HttpExchange exchange, String name) {
    @Nullable String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  // The JDK's server takes its limits from system properties alone, read once.
  private static void limit(String property, int value) {
    preset(property, Integer.toString(value));
  }

  private static void preset(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
