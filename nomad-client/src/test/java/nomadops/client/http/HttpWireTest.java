package nomadops.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How connections are made, kept and given up.
final class HttpWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n";
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final AtomicLong ahead = new AtomicLong();
  private final Ticker ticker = () -> Ticker.system().nanos() + ahead.get();

  @Test
  void requestsOneAfterAnotherShareAConnection() throws Exception {
    try (Peer peer = new Peer((client, _) -> answerAll(client, OK));
        Wire wire = wire(Connection.to(peer.address()))) {
      for (int i = 0; i < 20; i++) {
        assertThat(body(wire, read())).isEqualTo("[]");
      }
      assertThat(peer.accepted()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "STREAMED"})
  void aChunkedAnswerLeavesItsConnectionToTheNext(WireRequest.Body how) {
    try (Peer peer = new Peer((client, _) -> answerAll(client, CHUNKED));
        Wire wire = wire(Connection.to(peer.address()))) {
      for (int i = 0; i < 5; i++) {
        try (WireResponse response = wire.send(get().body(how).build())) {
          assertThat(response.body().readNBytes(2)).isEqualTo(new byte[] {'[', ']'});
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
      assertThat(peer.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aStreamThatIsLeftInTheMiddleIsNotReadByTheNext() throws Exception {
    String first = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + "x".repeat(50);
    try (Peer peer = new Peer((client, number) -> answerAll(client, number == 1 ? first : OK));
        Wire wire = wire(Connection.to(peer.address()))) {
      try (WireResponse left = wire.send(get().body(WireRequest.Body.STREAMED).build())) {
        assertThat(left.body().read()).isEqualTo('x');
      }
      assertThat(body(wire, read())).isEqualTo("[]");
      assertThat(peer.accepted()).isEqualTo(2);
    }
  }

  @Test
  void whatIsClosedNoLongerTouchesTheConnection() throws Exception {
    try (Peer peer = new Peer((client, _) -> answerAll(client, CHUNKED));
        Wire wire = wire(Connection.to(peer.address()))) {
      WireResponse former = wire.send(get().body(WireRequest.Body.STREAMED).build());
      former.close();
      former.close();
      former.cancel();
      assertThatThrownBy(() -> former.body().read()).hasMessageContaining("closed");
      assertThat(body(wire, read())).isEqualTo("[]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"})
  void aDeleteDoesNotUseAConnectionThatTheServerHasGivenUp(String farewell) throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    Peer.Talk talk =
        (client, number) -> {
          if (number > 1) {
            answerAll(client, OK);
          } else if (Peer.hears(client)) {
            Peer.says(client, OK + farewell);
            client.close();
            gone.countDown();
          }
        };
    try (Peer peer = new Peer(talk);
        Wire wire = wire(Connection.to(peer.address()))) {
      assertThat(body(wire, read())).isEqualTo("[]");
      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
      ahead.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(body(wire, delete())).isEqualTo("[]");
      assertThat(peer.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionThatIsStillSoundIsUsedAfterAPause() throws Exception {
    try (Peer peer = new Peer((client, _) -> answerAll(client, OK));
        Wire wire = wire(Connection.to(peer.address()))) {
      for (int i = 0; i < 3; i++) {
        assertThat(body(wire, delete())).isEqualTo("[]");
        ahead.addAndGet(Duration.ofSeconds(30).toNanos());
      }
      assertThat(peer.accepted()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"})
  void anAnswerThatDripsTimesOutAsAWhole(String start) {
    Peer.Talk talk =
        (client, _) -> {
          Peer.hears(client);
          Peer.says(client, start);
          while (true) {
            Peer.says(client, "H");
            Thread.sleep(20);
          }
        };
    try (Peer peer = new Peer(talk);
        Wire wire = wire(Connection.to(peer.address()).requestTimeout(SHORT))) {
      assertThat(fails(wire, delete()))
          .isInstanceOf(NomadFault.MaybeApplied.class)
          .hasMessageContaining("in time");
    }
  }

  @Test
  void aServerThatDoesNotReadEndsALargeWriteInTime() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Peer peer = new Peer((_, _) -> end.await());
        Wire wire = wire(Connection.to(peer.address()).requestTimeout(SHORT))) {
      WireRequest large =
          WireRequest.of("job.register", WireRequest.Method.PUT, "v1", "jobs")
              .json(new byte[32 << 20])
              .build();
      assertThat(fails(wire, large))
          .isInstanceOf(NomadFault.MaybeApplied.class)
          .hasMessageContaining("in time");
    } finally {
      end.countDown();
    }
  }

  @Test
  void theNextAddressOfAHostIsTried() throws Exception {
    Dialer.Names two =
        host -> {
          assertThat(host).isEqualTo("nomad.example");
          return new InetAddress[] {
            InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress()
          };
        };
    try (Peer peer = new Peer((client, _) -> answerAll(client, OK));
        Wire wire =
            new HttpWire(
                Connection.to("http://nomad.example:" + peer.port()).build(), ticker, two)) {
      assertThat(body(wire, read())).isEqualTo("[]");
    }
    try (Wire nobody = new HttpWire(Connection.to("http://nomad.example:1").build(), ticker, two)) {
      NomadFault caught = fails(nobody, delete());
      assertThat(((NomadFault.NotSent) caught).reason()).isEqualTo(NomadFault.Reason.UNREACHABLE);
      assertThat(caught).hasMessageContaining("127.0.0.2 port 1");
    }
  }

  @Test
  void closingTheClientEndsACallUnderWay() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Peer peer = new Peer(silent(asked, end));
        Wire wire = wire(Connection.to(peer.address()))) {
      CompletableFuture<NomadFault> caught = new CompletableFuture<>();
      Thread.ofPlatform().start(() -> caught.complete(fails(wire, delete())));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      Thread.ofVirtual().start(wire::close);
      assertThat(caught.get(10, TimeUnit.SECONDS))
          .isInstanceOf(NomadFault.MaybeApplied.class)
          .hasMessageContaining("the client was closed");
    } finally {
      end.countDown();
    }
  }

  @Test
  void anInterruptEndsAWaitOnAVirtualThread() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Peer peer = new Peer(silent(asked, end));
        Wire wire = wire(Connection.to(peer.address()))) {
      CompletableFuture<NomadFault> caught = new CompletableFuture<>();
      Thread waiting = Thread.ofVirtual().start(() -> caught.complete(fails(wire, delete())));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      waiting.interrupt();
      assertThat(caught.get(10, TimeUnit.SECONDS))
          .isInstanceOf(NomadFault.MaybeApplied.class)
          .hasMessageContaining("interrupted");
    } finally {
      end.countDown();
    }
  }

  @Test
  void cancellingEndsAnEndlessRead() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Peer.Talk talk =
        (client, _) -> {
          Peer.hears(client);
          Peer.says(client, "HTTP/1.1 200 OK\r\n\r\nx");
          end.await();
        };
    try (Peer peer = new Peer(talk);
        Wire wire = wire(Connection.to(peer.address()));
        WireResponse stream = wire.send(get().body(WireRequest.Body.ENDLESS).build())) {
      assertThat(stream.body().read()).isEqualTo('x');
      Thread.ofVirtual().start(stream::cancel);
      assertThatThrownBy(() -> stream.body().read()).isInstanceOf(IOException.class);
    } finally {
      end.countDown();
    }
  }

  @Test
  void anInterimAnswerIsNotTheAnswer() throws Exception {
    String answer = "HTTP/1.1 103 Early Hints\r\n\r\n" + OK;
    try (Peer peer = new Peer((client, _) -> answerAll(client, answer));
        Wire wire = wire(Connection.to(peer.address()))) {
      assertThat(body(wire, read())).isEqualTo("[]");
    }
  }

  private static Peer.Talk silent(CountDownLatch asked, CountDownLatch end) {
    return (client, _) -> {
      Peer.hears(client);
      asked.countDown();
      end.await();
    };
  }

  private static void answerAll(Socket client, String answer) throws IOException {
    while (Peer.hears(client)) {
      Peer.says(client, answer);
    }
  }

  private Wire wire(ConnectionBuilder connection) {
    return new HttpWire(connection.build(), ticker);
  }

  private static WireRequestBuilder get() {
    return WireRequest.of("jobs.list", WireRequest.Method.GET, "v1", "jobs");
  }

  private static WireRequest read() {
    return get().build();
  }

  private static WireRequest delete() {
    return WireRequest.of("job.purge", WireRequest.Method.DELETE, "v1", "job", "a").build();
  }

  private static String body(Wire wire, WireRequest request) throws IOException {
    try (WireResponse response = wire.send(request)) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static NomadFault fails(Wire wire, WireRequest request) {
    return catchThrowableOfType(NomadFault.class, () -> wire.send(request));
  }
}
