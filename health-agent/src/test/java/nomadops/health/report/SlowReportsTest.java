package nomadops.health.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import nomadops.client.time.Pause;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.Test;

/// Those that do not send what they promised, and too many of them.
class SlowReportsTest extends ReportsOnLoopback {
  private void await(String word) throws InterruptedException {
    while (!counts.containsKey(word)) {
      Pause.system().sleep(Duration.ofMillis(2));
    }
  }

  @Test
  void aBodyThatDoesNotComeIsCutOff() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    ReportServer server = start(new HostPort("127.0.0.1", 0), _ -> over.await());
    try (Socket slow = unfinished(server)) {
      over.countDown();
      assertThat(slow.getInputStream().read()).as("closed without an answer").isEqualTo(-1);
    }
    await("slow");
    assertThat(counts).isEqualTo(Map.of("slow", 1));
    assertThat(inbox.latest()).isEmpty();
  }

  @Test
  void oneThatGoesAwayInTheMiddleHoldsNoPlace() throws Exception {
    ReportServer server = start();
    for (int i = 0; i < 20; i++) {
      unfinished(server).close();
    }
    int status = 0;
    int tries = 0;
    while (status != 200) {
      status = send(signed(server, SECRET, NOW, document("n-" + tries++, NOW))).statusCode();
    }
    assertThat(inbox.latest()).hasSize(1);
  }

  @Test
  void moreThanItBearsAreSentAway() throws Exception {
    ReportServer server = start();
    List<Socket> sockets = new ArrayList<>();
    String body;
    int sent = 0;
    do {
      if (sockets.size() < 4) {
        sockets.add(unfinished(server));
      }
      body = send(signed(server, SECRET, NOW, document("n-" + sent++, NOW))).body();
    } while (body.contains("accepted"));
    assertThat(body).contains("more than 4 requests at once").contains("\"refusal\":\"busy\"");
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void whatIsNoHttpIsNoMatter() throws Exception {
    ReportServer server = start();
    try (Socket socket = unfinished(server)) {
      socket.getOutputStream().write("\0\0GET\r\n\r\n".getBytes(UTF_8));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write("\0\1\2 garbage\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).contains("400");
    }
    assertThat(send(signed(server, SECRET, NOW, document("n-1", NOW))).statusCode()).isEqualTo(200);
  }

  @Test
  void ofEachKindOneLineAMinuteIsLogged() {
    RefusalLog log = new RefusalLog();
    Instant at = NOW;
    assertThat(log.line(Refusal.OLD, at)).contains(0);
    assertThat(log.line(Refusal.OLD, at.plusSeconds(59))).isEmpty();
    assertThat(log.line(Refusal.EARLY, at.plusSeconds(59))).isEqualTo(Optional.of(0));
    assertThat(log.line(Refusal.OLD, at.plusSeconds(60))).contains(1);
    assertThat(log.line(Refusal.OLD, at.minusSeconds(600)))
        .as("a clock that was set back silences nothing")
        .contains(0);
  }
}
