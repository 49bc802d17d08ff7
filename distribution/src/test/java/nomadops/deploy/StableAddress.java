package nomadops.deploy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The Service of one pod, on loopback: what arrives at its address goes to where the pod is now,
/// by TCP and by UDP, and answers come back from its address.
final class StableAddress implements AutoCloseable {
  private static final int DATAGRAM = 65_507;

  private final InetAddress address;
  private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();
  private final Map<SocketAddress, DatagramSocket> talks = new ConcurrentHashMap<>();
  private volatile InetAddress pod;

  /// Takes the address at once.
  ///
  /// @param udp the one of the ports that takes datagrams, too
  StableAddress(InetAddress address, InetAddress pod, List<Integer> ports, int udp)
      throws IOException {
    this.address = address;
    this.pod = pod;
    for (int port : ports) {
      ServerSocket server = new ServerSocket(port, 50, address);
      open.add(server);
      Thread.ofVirtual().start(() -> accept(server, port));
    }
    DatagramSocket gossip = new DatagramSocket(udp, address);
    open.add(gossip);
    Thread.ofPlatform().daemon().start(() -> datagrams(gossip, udp));
  }

  InetAddress address() {
    return address;
  }

  /// The pod is somewhere else now.
  void leadTo(InetAddress elsewhere) {
    pod = elsewhere;
  }

  private void accept(ServerSocket server, int port) {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        Thread.ofVirtual().start(() -> connect(caller, port));
      } catch (IOException _) {
        // Closed, or a caller that went away.
      }
    }
  }

  private void connect(Socket caller, int port) {
    try (caller;
        Socket callee = new Socket(pod, port)) {
      Thread back = Thread.ofVirtual().start(() -> copy(callee, caller));
      copy(caller, callee);
      back.join();
    } catch (IOException _) {
      // Nobody is there: the caller's connection ends, as a Service's does.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException _) {
      close(from);
      close(to);
    }
  }

  private void datagrams(DatagramSocket gossip, int port) {
    DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
    while (!gossip.isClosed()) {
      try {
        packet.setLength(DATAGRAM);
        gossip.receive(packet);
        DatagramSocket talk =
            talks.computeIfAbsent(packet.getSocketAddress(), from -> talk(gossip, from));
        talk.send(
            new DatagramPacket(
                packet.getData(), packet.getLength(), new InetSocketAddress(pod, port)));
      } catch (IOException _) {
        // Closed, or nobody is there: datagrams get lost.
      }
    }
  }

  private DatagramSocket talk(DatagramSocket gossip, SocketAddress caller) {
    try {
      DatagramSocket talk = new DatagramSocket(0, address);
      open.add(talk);
      Thread.ofPlatform().daemon().start(() -> answers(talk, gossip, caller));
      return talk;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answers(DatagramSocket talk, DatagramSocket gossip, SocketAddress caller) {
    DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
    while (!talk.isClosed()) {
      try {
        packet.setLength(DATAGRAM);
        talk.receive(packet);
        gossip.send(new DatagramPacket(packet.getData(), packet.getLength(), caller));
      } catch (IOException _) {
        // As above.
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone already.
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
  }
}
