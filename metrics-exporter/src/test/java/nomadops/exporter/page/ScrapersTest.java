package nomadops.exporter.page;

import static nomadops.exporter.page.Rig.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.MetricFamily;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.reading.Reading;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page as scrapers get it, over HTTP. */
@Timeout(60)
class ScrapersTest {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

  private final Rig rig = new Rig();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AdminServer server =
      AdminServer.start(
          new HostPort("127.0.0.1", 0),
          new AdminPages("exporter", "1", new Health(() -> 0), rig.registry, Map::of));

  @AfterEach
  void close() {
    server.close();
    client.close();
    rig.close();
  }

  @Test
  void tenScrapersAtOnceCostOneReading() throws Exception {
    rig.says = Rig.everyFamily(50);
    CountDownLatch together = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<byte[]>>> scrapes =
        IntStream.range(0, 10)
            .mapToObj(_ ->
                CompletableFuture.runAsync(() -> await(together))
                    .thenCompose(_ ->
                        client.sendAsync(
                            request("text/plain"), HttpResponse.BodyHandlers.ofByteArray())))
            .toList();
    together.countDown();

    for (CompletableFuture<HttpResponse<byte[]>> scrape : scrapes) {
      assertThat(scrape.join().statusCode()).isEqualTo(200);
      assertThat(new String(scrape.join().body(), StandardCharsets.UTF_8))
          .contains(
              "nomad_jobs{namespace=\"namespace-v49\",status=\"status-v49\",type=\"type-v49\"} 49.0");
    }
    assertThat(rig.readings).hasValue(1);
  }

  @Test
  void protobufHasEveryFamilyAndNativeBuckets() throws Exception {
    rig.says = Rig.everyFamily(3);
    rig.latencies.observe(JobFamilies.START, 2, "alloc_id", "a-1", "batch");

    Map<String, MetricFamily> families = new HashMap<>();
    byte[] body = client.send(request(PROTOBUF), HttpResponse.BodyHandlers.ofByteArray()).body();
    InputStream in = new ByteArrayInputStream(body);
    for (MetricFamily next = MetricFamily.parseDelimitedFrom(in);
        next != null;
        next = MetricFamily.parseDelimitedFrom(in)) {
      families.put(next.getName(), next);
    }

    List<String> names = new ArrayList<>();
    rig.says.forEach(reading -> names.add(reading.family().name()));
    assertThat(families.keySet()).containsAll(names);
    var start = families.get(JobFamilies.START.name()).getMetric(0).getHistogram();
    assertThat(start.getSampleCount()).isEqualTo(1);
    assertThat(start.getBucketCount()).isEqualTo(18);
    assertThat(start.getPositiveSpanCount()).isEqualTo(1);
    assertThat(start.getSchema()).isPositive();
    assertThat(
            families.get(JobFamilies.RESTARTS.name()).getMetricList().stream()
                .mapToDouble(metric -> metric.getCounter().getValue()))
        .containsExactlyInAnyOrder(0.0, 1.0, 2.0);
  }

  @Test
  void aReadingThatFailsIsNoPageAndTheNextOneIs() throws Exception {
    rig.says(new Reading(JobFamilies.RESTARTS, List.of(point(-1, "a counter cannot be this"))));
    assertThat(status()).isEqualTo(500);
    rig.says(new Reading(JobFamilies.RESTARTS, List.of(point(1, "a"))));
    assertThat(status()).isEqualTo(200);
  }

  private int status() throws Exception {
    return client.send(request("text/plain"), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String accept) {
    return HttpRequest.newBuilder(URI.create("http://" + server.address() + "/metrics"))
        .header("Accept", accept)
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
