package nomadops.bench.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A Docker daemon on a unix socket, well at first. Once it hangs, it answers `/_ping`, `/version`
/// and `/info` as before, and the list of containers never: the deadlock over one container that
/// keeps Nomad's own fingerprint healthy (hashicorp/nomad#1359, #6599).
final class HangingDocker implements AutoCloseable {
  private final Path socket;
  private final ServerSocketChannel server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger whole = new AtomicInteger();
  private volatile boolean hangs;

  private HangingDocker(Path socket, ServerSocketChannel server) {
    this.socket = socket;
    this.server = server;
  }

  static HangingDocker at(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket), 16);
    HangingDocker docker = new HangingDocker(socket, server);
    Thread _ = Thread.ofPlatform().daemon().start(docker::accept);
    return docker;
  }

  void hang() {
    hangs = true;
  }

  /// Looks that were answered to their last question.
  int whole() {
    return whole.get();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel peer = server.accept();
        Thread _ = Thread.ofPlatform().daemon().start(() -> converse(peer));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void converse(SocketChannel peer) {
    try (peer) {
      String path = asked(peer);
      switch (path) {
        case "/_ping" -> answer(peer, "OK");
        case "/version" -> answer(peer, "{\"Version\":\"28.3.0\",\"ApiVersion\":\"1.51\"}");
        case "/info" -> {
          // Before the answer: whoever has it finds it counted.
          int _ = whole.incrementAndGet();
          answer(peer, "{\"ID\":\"a\",\"Containers\":3,\"Driver\":\"overlay2\"}");
        }
        case "/containers/json" -> {
          if (hangs) {
            closed.await();
          } else {
            answer(peer, "[]");
          }
        }
        default -> throw new IOException("nobody asks for " + path);
      }
    } catch (IOException | InterruptedException _) {
      // The agent has given up.
    }
  }

  private static String asked(SocketChannel peer) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(Channels.newInputStream(peer), UTF_8));
    String first = in.readLine();
    if (first == null) {
      throw new IOException("nothing was asked");
    }
    for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
      line = in.readLine();
    }
    return first.split(" ", -1)[1].split("[?]", 2)[0];
  }

  private static void answer(SocketChannel peer, String body) throws IOException {
    ByteBuffer out =
        ByteBuffer.wrap(
            "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body)
                .getBytes(UTF_8));
    while (out.hasRemaining()) {
      int _ = peer.write(out);
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    boolean _ = Files.deleteIfExists(socket);
  }
}
