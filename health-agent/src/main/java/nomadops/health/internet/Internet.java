package nomadops.health.internet;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import nomadops.client.time.Ticker;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.runtime.config.HostPort;

/// Connects to targets of several owners: the internet is there when enough of them are. Past every
/// proxy.
///
/// @param trust whose certificates are accepted, e.g. `SSLContext.getDefault()`
public record Internet(List<Target> targets, Quorum quorum, SSLContext trust, Ticker ticker)
    implements Check {
  public Internet {
    targets = List.copyOf(targets);
  }

  @Override
  public String name() {
    return "internet";
  }

  @Override
  public Finding look(Duration within) throws InterruptedException {
    List<Probe> probes =
        targets.stream()
            .map(target -> new Probe(target.toString(), () -> fault(target, within)))
            .toList();
    return quorum.judge("targets", SideBySide.ask(probes, within));
  }

  private Optional<String> fault(Target target, Duration within) throws IOException {
    long end = ticker.nanos() + within.toNanos();
    try (Socket socket = connected(target.at(), end)) {
      if (target.tls()) {
        greet(socket, target.at(), end);
      }
      return Optional.empty();
    }
  }

  /// To the first of the host's addresses that takes the connection; each has its share of the
  /// time, as one may be a black hole.
  private Socket connected(HostPort at, long end) throws IOException {
    IOException last = new ConnectException("the name " + at.host() + " has no address");
    InetAddress[] addresses = InetAddress.getAllByName(at.host());
    for (int i = 0; i < addresses.length; i++) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        InetSocketAddress address = new InetSocketAddress(addresses[i], at.port());
        socket.connect(address, millis(end, addresses.length - i));
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private void greet(Socket below, HostPort at, long end) throws IOException {
    below.setSoTimeout(millis(end, 1));
    try (SSLSocket socket =
        (SSLSocket) trust.getSocketFactory().createSocket(below, at.host(), at.port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      // Without it the JDK takes a trusted certificate for any host.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  /// One of `shares` of what is left.
  private int millis(long end, int shares) throws SocketTimeoutException {
    long left = (end - ticker.nanos()) / 1_000_000 / shares;
    if (left <= 0) {
      throw new SocketTimeoutException("no time is left");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
