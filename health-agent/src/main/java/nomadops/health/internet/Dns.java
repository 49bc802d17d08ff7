package nomadops.health.internet;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.client.time.Ticker;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.health.datagram.Datagrams;
import nomadops.runtime.config.HostPort;

/// Asks each resolver by itself for a name's IPv4 addresses. The system's own look-up would not do:
/// it hides a dead resolver behind the next one, and behind its cache.
public final class Dns implements Check {
  private static final int TRIES = 2;
  private final Resolvers resolvers;
  private final String host;
  private final Quorum quorum;
  private final RandomGenerator ids;
  private final Datagrams datagrams;

  /// Asks nothing yet.
  ///
  /// @param host a name that is known to have an IPv4 address
  /// @throws IllegalArgumentException when it is no host name
  public Dns(Resolvers resolvers, String host, Quorum quorum, RandomGenerator ids, Ticker ticker) {
    this.resolvers = resolvers;
    this.host = new DnsQuestion(0, host).name();
    this.quorum = quorum;
    this.ids = ids;
    this.datagrams = new Datagrams(ticker);
  }

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public Finding look(Duration within) throws InterruptedException {
    List<HostPort> all;
    try {
      all = resolvers.now();
    } catch (IOException e) {
      return Finding.unknown(String.valueOf(e.getMessage()));
    }
    List<Probe> probes = all.stream().map(resolver -> probe(resolver, within)).toList();
    return quorum.judge("resolvers", SideBySide.ask(probes, within));
  }

  private Probe probe(HostPort resolver, Duration within) {
    // Drawn here, as a source of randomness need not be for many threads.
    DnsQuestion question = new DnsQuestion(ids.nextInt(1 << 16), host);
    return new Probe(resolver.toString(), () -> fault(resolver, question, within));
  }

  private Optional<String> fault(HostPort resolver, DnsQuestion question, Duration within)
      throws IOException, InterruptedException {
    DnsReply reply =
        datagrams.ask(
            resolver,
            question::bytes,
            message ->
                Optional.of(question.read(message))
                    .filter(read -> !(read instanceof DnsReply.NotOurs)),
            TRIES,
            within);
    return fault(reply instanceof DnsReply.Truncated ? overTcp(resolver, question, within) : reply);
  }

  private Optional<String> fault(DnsReply reply) {
    return switch (reply) {
      case DnsReply.Addresses _ -> Optional.empty();
      case DnsReply.Without(String why) -> Optional.of(why + " for " + host);
      case DnsReply.Truncated _ -> Optional.of("cuts its answer off over TCP too");
      case DnsReply.NotOurs _ -> Optional.of("answers another question over TCP");
    };
  }

  /// The same question, with its length before it (RFC 1035 §4.2.2).
  private static DnsReply overTcp(HostPort resolver, DnsQuestion question, Duration within)
      throws IOException {
    int millis = Math.clamp(within.toMillis(), 1, Integer.MAX_VALUE);
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(resolver.host(), resolver.port()), millis);
      socket.setSoTimeout(millis);
      byte[] asked = question.bytes();
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(asked.length);
      out.write(asked);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return question.read(in.readNBytes(in.readUnsignedShort()));
    }
  }
}
