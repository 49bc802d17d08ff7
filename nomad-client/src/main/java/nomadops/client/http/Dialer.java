package nomadops.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import nomadops.client.connection.Connection;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/// Makes connections: TCP, TLS on top of it, or a unix socket.
final class Dialer {
  private final Endpoint endpoint;
  private final Optional<Path> unix;
  private final Optional<TlsMaterial> tls;
  private final Duration longest;
  private final OpenSockets sockets;
  private final Names names;
  private final Ticker ticker;

  /// The addresses of a host.
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  Dialer(
      Connection connection, Endpoint endpoint, OpenSockets sockets, Names names, Ticker ticker) {
    this.endpoint = endpoint;
    this.unix = connection.address().socket();
    this.tls =
        connection.address().isTls()
            ? Optional.of(new TlsMaterial(connection.tls()))
            : Optional.empty();
    this.longest = connection.connectTimeout();
    this.sockets = sockets;
    this.names = names;
    this.ticker = ticker;
  }

  /// Connects, and shakes hands, within the connect timeout.
  Link dial(Attempt attempt) throws IOException {
    Patience patience = Patience.until(ticker, attempt.atMost(longest));
    Socket raw = unix.isPresent() ? overUnix(unix.get(), patience) : overTcp(patience);
    boolean done = false;
    try {
      PatientSocket patient = new PatientSocket(raw, patience);
      Socket top = tls.isPresent() ? secured(patient, tls.get()) : patient;
      Link link = new Link(raw, patient, top, sockets);
      done = true;
      return link;
    } finally {
      if (!done) {
        sockets.close(raw);
      }
    }
  }

  private SSLSocket secured(Socket below, TlsMaterial material) throws IOException {
    SSLSocket socket = material.over(below, endpoint.name(), endpoint.port());
    socket.startHandshake();
    return socket;
  }

  /// Tries the host's addresses in turn; each has an equal share of the time that is left.
  private Socket overTcp(Patience patience) throws IOException {
    InetAddress[] addresses = names.addresses(endpoint.host());
    IOException failure = null;
    for (int i = 0; i < addresses.length && !Thread.currentThread().isInterrupted(); i++) {
      try {
        return connected(addresses[i], patience, addresses.length - i);
      } catch (IOException e) {
        failure = first(failure, e);
        if (sockets.isClosed()) {
          break;
        }
      }
    }
    throw failure == null ? new ConnectException("interrupted") : failure;
  }

  private static IOException first(@Nullable IOException earlier, IOException later) {
    if (earlier == null) {
      return later;
    }
    earlier.addSuppressed(later);
    return earlier;
  }

  /// A channel's socket, because an interrupt ends its reads on a platform thread, too. A plain
  /// [Socket] hears an interrupt on a virtual thread only (JDK 25,
  /// `java.net.Socket#getInputStream`).
  private Socket connected(InetAddress address, Patience patience, int shares) throws IOException {
    InetSocketAddress to = new InetSocketAddress(address, endpoint.port());
    Socket raw = SocketChannel.open().socket();
    try {
      return connected(
          raw,
          () -> {
            raw.setTcpNoDelay(true);
            raw.connect(to, Math.max(1, patience.millis() / shares));
          });
    } catch (SocketTimeoutException e) {
      throw caused(new SocketTimeoutException("no connection to " + shown(to)), e);
    } catch (ConnectException e) {
      throw caused(new ConnectException("cannot connect to " + shown(to)), e);
    }
  }

  private static IOException caused(IOException failure, IOException cause) {
    failure.initCause(cause);
    return failure;
  }

  private static String shown(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + " port " + address.getPort();
  }

  private Socket overUnix(Path path, Patience patience) throws IOException {
    AFUNIXSocket raw = AFUNIXSocket.newInstance();
    return connected(raw, () -> raw.connect(AFUNIXSocketAddress.of(path), patience.millis()));
  }

  /// What may fail while a socket is made ready.
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /// Closes the socket unless the step succeeds.
  private Socket connected(Socket raw, Step connect) throws IOException {
    boolean done = false;
    try {
      sockets.add(raw);
      connect.run();
      done = true;
      return raw;
    } finally {
      if (!done) {
        sockets.close(raw);
      }
    }
  }
}
