package nomadops.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.TestCertificate;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.Tls;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The glance at an idle connection does no harm to TLS and to unix sockets, and both time out.
final class KeptLinkTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]";

  private final AtomicLong ahead = new AtomicLong();
  private final Ticker ticker = () -> Ticker.system().nanos() + ahead.get();
  @TempDir private Path folder;

  @Test
  void aTlsConnectionIsUsedAfterAPause() throws Exception {
    TestCertificate own = TestCertificate.authority("peer");
    Peer.Talk talk =
        (client, _) -> {
          for (int i = 0; i < 3 && Peer.hears(client); i++) {
            Peer.says(client, OK);
          }
          // No answer to the fourth.
          while (Peer.hears(client)) {
            Thread.onSpinWait();
          }
        };
    try (Peer peer = new Peer(own.serverContext(own).getServerSocketFactory(), talk);
        Wire wire =
            wire(
                Connection.to("https://127.0.0.1:" + peer.port())
                    .tls(Tls.DEFAULT.withSkipVerify(true)))) {
      assertKeptAndTimesOut(wire);
      assertThat(peer.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aUnixSocketIsUsedAfterAPause() throws Exception {
    Path path = folder.resolve("api.sock");
    AtomicInteger accepted = new AtomicInteger();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> answerThree(server, accepted));
      try (Wire wire = wire(Connection.to("unix://" + path))) {
        assertKeptAndTimesOut(wire);
        assertThat(accepted).hasValue(1);
      }
    }
  }

  @Test
  void aHandshakeThatGetsNoAnswerWasNotSent() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Peer peer = new Peer((_, _) -> end.await());
        Wire wire =
            new HttpWire(
                Connection.to("https://127.0.0.1:" + peer.port())
                    .tls(Tls.DEFAULT.withSkipVerify(true))
                    .connectTimeout(Duration.ofMillis(300))
                    .build(),
                ticker)) {
      NomadFault.NotSent caught =
          catchThrowableOfType(NomadFault.NotSent.class, () -> wire.send(delete()));
      assertThat(caught.reason()).isEqualTo(NomadFault.Reason.CONNECT_TIMEOUT);
    } finally {
      end.countDown();
    }
  }

  private void assertKeptAndTimesOut(Wire wire) {
    for (int i = 0; i < 3; i++) {
      try (WireResponse response = wire.send(delete())) {
        assertThat(response.status()).isEqualTo(200);
      }
      ahead.addAndGet(Duration.ofSeconds(30).toNanos());
    }
    assertThat(catchThrowableOfType(NomadFault.MaybeApplied.class, () -> wire.send(delete())))
        .hasMessageContaining("in time");
  }

  private static WireRequest delete() {
    return WireRequest.of("job.purge", WireRequest.Method.DELETE, "v1", "job", "a").build();
  }

  private Wire wire(ConnectionBuilder connection) {
    // Waited for once, by the request without an answer; the first has a TLS handshake to make.
    return new HttpWire(connection.requestTimeout(Duration.ofSeconds(4)).build(), ticker);
  }

  private static void answerThree(ServerSocketChannel server, AtomicInteger accepted) {
    try (SocketChannel client = server.accept()) {
      accepted.incrementAndGet();
      ByteBuffer heard = ByteBuffer.allocate(1 << 12);
      for (int i = 0; client.read(heard.clear()) > 0; i++) {
        if (i < 3) {
          client.write(ByteBuffer.wrap(OK.getBytes(StandardCharsets.US_ASCII)));
        }
      }
    } catch (java.io.IOException _) {
      // the client went away
    }
  }
}
