package nomadops.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A server on 127.0.0.1 that does with each connection what its test says, and counts them.
final class Peer implements AutoCloseable {
  private final ServerSocket server;
  private final AtomicInteger accepted = new AtomicInteger();

  /// What happens on one connection; it is closed afterwards.
  @FunctionalInterface
  interface Talk {
    void with(Socket client, int number) throws IOException, InterruptedException;
  }

  Peer(Talk talk) {
    this(ServerSocketFactory.getDefault(), talk);
  }

  Peer(ServerSocketFactory sockets, Talk talk) {
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> acceptAll(talk));
  }

  private void acceptAll(Talk talk) {
    try {
      while (true) {
        Socket client = server.accept();
        int number = accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(talk, client, number));
      }
    } catch (IOException _) {
      // closed by the test
    }
  }

  private static void serve(Talk talk, Socket client, int number) {
    try (client) {
      talk.with(client, number);
    } catch (IOException _) {
      // the client went away
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads a request without content; false when the client has closed the connection.
  static boolean hears(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    int ended = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      ended = b == '\n' ? ended + 1 : b == '\r' ? ended : 0;
      if (ended == 2) {
        return true;
      }
    }
    return false;
  }

  static void says(Socket client, String words) throws IOException {
    client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
  }

  int port() {
    return server.getLocalPort();
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
