package nomadops.simulator.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before a Nomad and gives its event stream another HTTP version, as Nomad 1.11.2 and
/// 1.10.8 did with `HTTP/0.0` (nomad#27582): the status line says so, the body is not chunked and
/// ends with the connection. Everything else is handed through, one request for each connection.
///
/// ```java
/// try (VersionRelay relay = VersionRelay.before(nomad.address(), "HTTP/0.0")) {
///   // point the client at relay.address()
/// }
/// ```
public final class VersionRelay implements AutoCloseable {
  private static final String STREAM = "/v1/event/stream";
  private static final int LONGEST_HEAD = 64 << 10;

  private final URI nomad;
  private final String version;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private VersionRelay(URI nomad, String version, ServerSocket server) {
    this.nomad = nomad;
    this.version = version;
    this.server = server;
  }

  /// Listens on a free port.
  ///
  /// @param version as the status line has it, for example `HTTP/0.0`
  public static VersionRelay before(URI nomad, String version) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      VersionRelay relay = new VersionRelay(nomad, version, server);
      Thread _ = Thread.ofVirtual().start(relay::acceptAll);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException("the relay cannot listen on 127.0.0.1", e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread _ = Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(nomad.getHost(), nomad.getPort())) {
      open.add(client);
      open.add(upstream);
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      boolean stream = head.split(" ", 3)[1].startsWith(STREAM);
      int lineEnd = head.indexOf("\r\n");
      String line = head.substring(0, lineEnd);
      // The server does not chunk what it answers to HTTP/1.0.
      String asked = stream ? line.replace("HTTP/1.1", "HTTP/1.0") : line;
      OutputStream out = upstream.getOutputStream();
      out.write(
          (asked + "\r\nConnection: close" + head.substring(lineEnd))
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(client.getInputStream().readNBytes(length(head)));
      out.flush();
      answer(upstream.getInputStream(), client.getOutputStream(), stream);
    } catch (IOException _) {
      // one of the two went away
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  private void answer(InputStream from, OutputStream to, boolean stream) throws IOException {
    if (stream) {
      String head = head(from);
      to.write((version + head.substring(head.indexOf(' '))).getBytes(StandardCharsets.ISO_8859_1));
    }
    byte[] buffer = new byte[8 << 10];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      to.flush();
    }
  }

  /// Up to and with the empty line; empty when there is none.
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 2 && head.size() < LONGEST_HEAD) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.write(b);
      ended = b == '\n' ? ended + 1 : b == '\r' ? ended : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int length(String head) {
    for (String line : head.split("\r\n")) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        return Integer.parseInt(line.substring(15).trim());
      }
    }
    return 0;
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
