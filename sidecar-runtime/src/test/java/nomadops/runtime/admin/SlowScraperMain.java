package nomadops.runtime.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import nomadops.runtime.config.HostPort;

/** A process whose server allows an answer one second, and a client that reads nothing at first. */
final class SlowScraperMain {
  private static final int BODY = 64 * 1024 * 1024;

  private SlowScraperMain() {}

  /** Says how many of the body's bytes there were after the given milliseconds. */
  public static void main(String[] arguments) throws Exception {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    String large = "x".repeat(BODY);
    AdminPages pages =
        new AdminPages(
            "slow",
            "1",
            new Health(() -> 0),
            metrics,
            Map::of,
            Map.of("/large", _ -> large, "/small", _ -> "y"));
    try (AdminServer server = AdminServer.start(new HostPort("127.0.0.1", 0), pages);
        Socket slow = connected(server)) {
      ask(slow, "/large");
      Thread.sleep(Long.parseLong(arguments[0]));
      System.out.println(read(slow) < BODY ? "cut off" : "whole");
      try (Socket other = connected(server)) {
        ask(other, "/small");
        System.out.println(read(other) > 0 ? "others are answered" : "nobody is");
      }
    }
    System.exit(0);
  }

  private static Socket connected(AdminServer server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.address().port());
  }

  private static void ask(Socket socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  private static long read(Socket socket) {
    byte[] some = new byte[65_536];
    long all = 0;
    try {
      for (int n = socket.getInputStream().read(some);
          n >= 0;
          n = socket.getInputStream().read(some)) {
        all += n;
      }
    } catch (IOException _) {
      // A connection that is cut may end so, too.
    }
    return all;
  }
}
