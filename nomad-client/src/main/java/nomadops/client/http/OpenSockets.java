package nomadops.client.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every socket of one client, from before it connects, so that closing the client ends each wait.
final class OpenSockets implements AutoCloseable {
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// @throws SocketException when the client is closed
  void add(Socket socket) throws SocketException {
    sockets.add(socket);
    if (closed) {
      close(socket);
      throw new SocketException("the client is closed");
    }
  }

  /// A reader of the socket fails at once, whatever its thread.
  void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException _) {
      // it is of no use any more, either way
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    sockets.forEach(this::close);
  }
}
