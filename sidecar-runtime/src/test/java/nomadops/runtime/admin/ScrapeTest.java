package nomadops.runtime.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.MetricFamily;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metrics page in its three formats, whole and in part. */
@Timeout(30)
class ScrapeTest {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
          + "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5";

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() {
    Counter.builder("nomad.ops.things").tag("pool", "a\"b\\c\nd").register(metrics).increment(3);
    Gauge.builder("nomad.ops.things.left", () -> 7).register(metrics);
    Timer.builder("nomad.ops.turn").register(metrics).record(Duration.ofMillis(20));
    for (int i = 0; i < 50; i++) {
      Counter.builder("nomad.ops.many").tag("number", "" + i).register(metrics).increment(i);
    }
    Histogram waits =
        Histogram.builder()
            .name("nomad_waits_seconds")
            .classicUpperBounds(1, 10)
            .withoutExemplars()
            .register(metrics.getPrometheusRegistry());
    waits.observe(0.5);
    waits.observe(5);
    server =
        AdminServer.start(
            new HostPort("127.0.0.1", 0),
            new AdminPages("gc", "1", new Health(() -> 0), metrics, Map::of));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    metrics.close();
  }

  @Test
  void theAcceptHeaderChoosesTheFormat() throws Exception {
    assertThat(type(""))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8; escaping=underscores");
    assertThat(type("text/html,*/*"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8; escaping=underscores");
    assertThat(type("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.4"))
        .startsWith("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(type(PROTOBUF))
        .startsWith(
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");
  }

  @Test
  void protobufParsesBackWithNativeBuckets() throws Exception {
    List<MetricFamily> families = families(get("", "Accept", PROTOBUF).body());

    assertThat(families.stream().map(MetricFamily::getName))
        .contains("nomad_ops_things_total", "nomad_ops_things_left", "nomad_waits_seconds");
    MetricFamily things = named(families, "nomad_ops_things_total");
    assertThat(things.getMetric(0).getCounter().getValue()).isEqualTo(3);
    assertThat(things.getMetric(0).getLabel(0).getValue()).isEqualTo("a\"b\\c\nd");
    var waits = named(families, "nomad_waits_seconds").getMetric(0).getHistogram();
    assertThat(waits.getSampleCount()).isEqualTo(2);
    assertThat(waits.getBucketCount()).isEqualTo(3);
    assertThat(waits.getPositiveSpanCount()).isPositive();
  }

  @Test
  void aPageMayBeCompressedInEachFormat() throws Exception {
    for (String accept : List.of("text/plain", "application/openmetrics-text", PROTOBUF)) {
      byte[] plain = get("", "Accept", accept).body();
      HttpResponse<byte[]> answer = get("", "Accept", accept, "Accept-Encoding", "gzip");
      assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
      assertThat(answer.body()).hasSizeLessThan(plain.length);
      assertThat(unzipped(answer.body())).isEqualTo(plain);
    }
  }

  @Test
  void aSmallPageIsNotWorthIt() throws Exception {
    HttpResponse<byte[]> answer = get("?name[]=nomad_ops_things_left", "Accept-Encoding", "gzip");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(new String(answer.body(), UTF_8)).contains("nomad_ops_things_left 7");
  }

  @Test
  void namesPickFamiliesByAnyOfTheirSeries() throws Exception {
    assertThat(helped("?name[]=nomad_ops_things_total")).containsExactly("nomad_ops_things_total");
    assertThat(helped("?name%5B%5D=nomad_ops_things_left&name[]=nomad_ops_things_total"))
        .containsExactlyInAnyOrder("nomad_ops_things_left", "nomad_ops_things_total");
    assertThat(helped("?name[]=nomad_waits_seconds_bucket")).containsExactly("nomad_waits_seconds");
    assertThat(helped("?name[]=nomad_ops")).isEmpty();
    assertThat(helped("?name[]=not_there_yet")).isEmpty();
    assertThat(helped("")).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?name[]=        | name[] is "", which no series is called; write e.g. name[]=jvm_memory_used_bytes
          ?name[]=a&name[]=b-c | name[] is "b-c", which no series is called; write e.g. name[]=jvm_memory_used_bytes
          ?name=a         | parameter name is not known here; did you mean name[]?
          ?format=x       | parameter format is not known here; there are name[]
          """)
  void whatCannotBeRightIsRefusedWithWhatIs(String query, String words) throws Exception {
    HttpResponse<byte[]> answer = get(query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo(words + "\n");
  }

  private String type(String accept) throws Exception {
    HttpResponse<byte[]> answer = accept.isEmpty() ? get("") : get("", "Accept", accept);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("Content-Type").orElseThrow();
  }

  private List<String> helped(String query) throws Exception {
    HttpResponse<byte[]> answer = get(query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new String(answer.body(), UTF_8)
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .toList();
  }

  private HttpResponse<byte[]> get(String query, String... headers) throws Exception {
    String encoded = query.replace("[", "%5B").replace("]", "%5D");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.address() + "/metrics" + encoded))
            .timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static List<MetricFamily> families(byte[] body) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    List<MetricFamily> all = new ArrayList<>();
    for (MetricFamily next = MetricFamily.parseDelimitedFrom(in);
        next != null;
        next = MetricFamily.parseDelimitedFrom(in)) {
      all.add(next);
    }
    return all;
  }

  private static MetricFamily named(List<MetricFamily> families, String name) {
    return families.stream().filter(f -> f.getName().equals(name)).findFirst().orElseThrow();
  }
}
