package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nomadops.client.time.Pause;
import nomadops.simulator.ClusterSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many who scrape a page of some megabytes, and some who do it badly.
@Timeout(180)
class ScrapersTest {
  private static final int SERVICES = 6_000;
  private static final int AT_ONCE = 10;
  private static final int SLOW = 5;
  private static final String READINGS = "nomad_ops_exporter_page_reading_seconds_count";

  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void tenAtOnceAreServedOneReadingBesideThoseThatDoNotRead() throws Exception {
    rig.nomad.state().seed(new ClusterSeed(20, SERVICES, 1, 1, 0, 0, 0, 0));
    Replica exporter = rig.exporter("-detail", "job", "-series-per-family", "100000").untilReady();
    assertThat(exporter.get("/metrics").body().length()).isGreaterThan(1_500_000);

    List<Socket> slow = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < SLOW; i++) {
        slow.add(whoDoesNotRead(exporter.address()));
      }
      double before = exporter.page().value(READINGS);
      // What was just read is shown again for a quarter of a second: the ten come after that.
      Pause.system().sleep(Duration.ofMillis(300));
      CyclicBarrier start = new CyclicBarrier(AT_ONCE);
      List<Future<Page>> scrapes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        scrapes.add(
            threads.submit(() -> {
              start.await(30, TimeUnit.SECONDS);
              return exporter.page();
            }));
      }
      for (Future<Page> scrape : scrapes) {
        Page page = scrape.get(60, TimeUnit.SECONDS);
        assertThat(page.sum("nomad_jobs")).isEqualTo(SERVICES);
        assertThat(page.sum("nomad_job_allocations")).isEqualTo(2.0 * SERVICES);
      }
      assertThat(exporter.page().value(READINGS) - before)
          .as("readings for %d scrapes", AT_ONCE)
          .isPositive()
          .isLessThan(AT_ONCE);
      assertThat(exporter.ready()).isTrue();
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
    exporter.stop();
  }

  /// Asks, and takes next to nothing of the answer.
  private static Socket whoDoesNotRead(URI address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1_024);
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 10_000);
    socket
        .getOutputStream()
        .write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    assertThat(socket.getInputStream().read()).as("the answer began").isEqualTo('H');
    return socket;
  }
}
