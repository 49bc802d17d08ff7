package nomadops.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.raft.NoLeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listening side: reads requests, lets faults strike, sends answers. One virtual thread for
/// each request.
public final class SimulatorServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SimulatorServer.class);

  static {
    // Small answers must not wait for Nagle, and many idle connections are normal here; the server
    // reads these once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    System.setProperty("jdk.httpserver.maxConnections", "0");
  }

  private final Services services;
  private final Routes routes;
  private final EventHandler events;
  private final FaultyWriter writer;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public SimulatorServer(Services services, int port) {
    this.services = services;
    this.routes = new Routes(services);
    this.events = new EventHandler(services);
    this.writer = new FaultyWriter(services.clock());
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      Request request = Request.read(exchange);
      List<Fault> faults = services.faults().meet(request.method, request.path);
      Answer answer = writer.before(request, faults);
      if (answer == null && request.path.equals("/v1/event/stream")) {
        stream(request, exchange, faults);
        return;
      }
      writer.send(exchange, answer == null ? answer(request) : answer, faults);
    } catch (FaultyWriter.Hangup e) {
      exchange.close();
    } catch (RuntimeException bug) {
      log.error(
          "{} {} failed in the simulator",
          exchange.getRequestMethod(),
          exchange.getRequestURI(),
          bug);
      exchange.close();
      throw bug;
    }
  }

  private Answer answer(Request request) {
    try {
      return routes.answer(request).with("Vary", "Accept-Encoding");
    } catch (Refused refused) {
      return refusal(refused.status(), refused);
    } catch (NoLeader absent) {
      return refusal(500, absent);
    }
  }

  private void stream(Request request, HttpExchange exchange, List<Fault> faults)
      throws IOException {
    try {
      events.stream(request, exchange, faults);
    } catch (Refused refused) {
      writer.send(
          exchange,
          refused.status() == 403 && events.beginsBeforeRights()
              ? Answer.bytes(Answer.JSON, new byte[0]).with("Vary", "Accept-Encoding")
              : refusal(refused.status(), refused),
          faults);
    }
  }

  private static Answer refusal(int status, RuntimeException why) {
    return Answer.text(status, "" + why.getMessage()).with("Vary", "Accept-Encoding");
  }

  /// Stops at once: connections break.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
