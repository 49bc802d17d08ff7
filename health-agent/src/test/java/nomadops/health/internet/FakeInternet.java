package nomadops.health.internet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import nomadops.runtime.config.HostPort;

/** An internet on loopback, with all the ways in which its inhabitants fail. */
public final class FakeInternet implements AutoCloseable {
  /** A name that no resolver is asked for, as one of its labels is longer than DNS has room for. */
  public static final String NO_NAME = "x".repeat(64) + ".invalid";

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private final Deque<Closeable> open = new ArrayDeque<>();

  /** What is done with a connection that was accepted; it is closed afterwards. */
  public interface Manner {
    void serve(Socket connection) throws IOException;
  }

  /** Each datagram is answered with what `answers` makes of it, in this order. */
  public HostPort udp(Function<byte[], List<byte[]>> answers) throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    open.push(socket);
    Thread.ofVirtual().start(() -> answer(socket, answers));
    return new HostPort("127.0.0.1", socket.getLocalPort());
  }

  private static void answer(DatagramSocket socket, Function<byte[], List<byte[]>> answers) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        byte[] asked = Arrays.copyOf(packet.getData(), packet.getLength());
        for (byte[] answer : answers.apply(asked)) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException ignored) {
      // The internet was closed.
    }
  }

  public HostPort tcp(Manner manner) throws IOException {
    return serve(new ServerSocket(0, 50, LOOPBACK), manner);
  }

  /** At the port of a resolver that also listens to datagrams. */
  HostPort tcp(int port, Manner manner) throws IOException {
    return serve(new ServerSocket(port, 50, LOOPBACK), manner);
  }

  HostPort tls(SSLContext identity) throws IOException {
    ServerSocket server = identity.getServerSocketFactory().createServerSocket(0, 50, LOOPBACK);
    return serve(
        server,
        connection -> {
          int end = connection.getInputStream().read();
          if (end >= 0) {
            throw new IOException("nothing but a handshake was expected");
          }
        });
  }

  /** Takes connections and whatever they say, and never answers. */
  HostPort blackHole() throws IOException {
    return tcp(
        connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
  }

  /** Does not even take connections: those that the kernel keeps for it are full. */
  HostPort fullBacklog() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
    open.push(server);
    for (int i = 0; i < 64; i++) {
      Socket waiting = new Socket();
      open.push(waiting);
      try {
        waiting.connect(server.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return at(server);
      }
    }
    throw new IOException("a backlog of 1 took 64 connections");
  }

  /** Nobody listens there. */
  public HostPort nobody() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      return at(server);
    }
  }

  /** Answers every request with these lines and this body, and closes. */
  URI page(String head, String body) throws IOException {
    HostPort at =
        tcp(connection -> {
          readHead(connection.getInputStream());
          String lines = head + "\nConnection: close\n\n";
          connection
              .getOutputStream()
              .write((lines.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8));
        });
    return URI.create("http://" + at + "/generate_204");
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request is cut off: " + head);
      }
      head.append((char) next);
    }
  }

  private HostPort serve(ServerSocket server, Manner manner) {
    open.push(server);
    Thread.ofVirtual().start(() -> accept(server, manner));
    return at(server);
  }

  private static void accept(ServerSocket server, Manner manner) {
    try {
      while (true) {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> serve(connection, manner));
      }
    } catch (IOException ignored) {
      // The internet was closed.
    }
  }

  private static void serve(Socket connection, Manner manner) {
    try (connection) {
      manner.serve(connection);
    } catch (IOException ignored) {
      // The other side gave up, as it has to with some of these.
    }
  }

  private static HostPort at(ServerSocket server) {
    return new HostPort("127.0.0.1", server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
