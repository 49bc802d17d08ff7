package nomadops.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import nomadops.runtime.Failure;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.metrics.ProcessMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class AdminServerTest {
  private static final HostPort ANY = new HostPort("127.0.0.1", 0);

  private final Map<String, Object> status = new LinkedHashMap<>();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();
  private long now;
  private final Health health = new Health(() -> now);
  private final AdminPages pages =
      new AdminPages(
          "gc",
          "1.2.3",
          health,
          metrics,
          () -> status,
          Map.of(
              "/decisions",
              query ->
                  Map.of(
                      "pool", query.only("pool", "limit").text("pool").orElse("all"),
                      "limit", query.whole("limit", 20, 1, 100))));
  private AdminServer server;

  @BeforeEach
  void start() throws Exception {
    ProcessMetrics.bind(metrics, "gc", AdminServerTest.class).close();
    server = AdminServer.start(ANY, pages);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    metrics.close();
  }

  @Test
  void metricsAreScrapedAsPrometheusTextOrOpenMetrics() throws Exception {
    HttpResponse<String> text = get("/metrics");
    assertThat(text.statusCode()).isEqualTo(200);
    assertThat(text.headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("text/plain"));
    assertThat(text.body())
        .contains("nomad_ops_build_info{", "version=\"dev\"", "jvm_memory_used_bytes");
    assertThat(text.body()).doesNotContain("# EOF");

    HttpResponse<String> open =
        get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    assertThat(open.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void largePagesAreCompressedOnRequest() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request("/metrics").header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("nomad_ops_build_info");
    }
  }

  @Test
  void aLoopThatStandsStillMakesTheProcessNotLive() throws Exception {
    Heartbeat beat = health.loop("intake", Duration.ofSeconds(30));
    assertThat(get("/livez").statusCode()).isEqualTo(200);

    now += Duration.ofSeconds(31).toNanos();
    HttpResponse<String> sick = get("/livez");
    assertThat(sick.statusCode()).isEqualTo(503);
    assertThat(sick.body())
        .isEqualTo(
            "{\"ok\":false,\"failing\":{\"intake\":\"no turn for 31s, at most 30s is normal\"}}\n");

    beat.beat();
    assertThat(get("/livez").body()).isEqualTo("{\"ok\":true,\"failing\":{}}\n");
  }

  @Test
  void staleInputsMakeItNotReadyWithReasons() throws Exception {
    health.input("jobs", () -> Optional.of("no list yet"));
    health.input(
        "broken",
        () -> {
          throw new IllegalStateException("oops");
        });

    HttpResponse<String> response = get("/readyz");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("no list yet", "the check itself failed");
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void statusIsJsonAndThePageShowsItEscaped() throws Exception {
    status.put("leader", "pod-0");
    status.put("candidates", 42);
    status.put("decisions", List.of(Map.of("job", "<script>alert('x')</script>")));
    status.put("pace", new LinkedHashMap<>(Map.of("window", 2.5)));

    assertThat(get("/status").body()).contains("\"leader\" : \"pod-0\"", "\"process\" : \"gc\"");
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
        .doesNotContain("<script>alert", " src=", "href=\"http", "@import", "url(");
  }

  @Test
  void aStatusThatFailsIsAnAnswerToo() throws Exception {
    try (AdminServer broken =
        AdminServer.start(
            ANY,
            new AdminPages(
                "gc",
                "1",
                health,
                metrics,
                () -> {
                  throw new IllegalStateException("oops");
                }))) {
      assertThat(send(broken, "GET", "/status").statusCode()).isEqualTo(500);
      assertThat(send(broken, "GET", "/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertThat(get("/nope").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    HttpResponse<String> post = send(server, "POST", "/status");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpResponse<String> head = send(server, "HEAD", "/status");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aPortInUseIsAClearError() {
    assertThatThrownBy(() -> AdminServer.start(server.address(), pages))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("admin-address 127.0.0.1:" + server.address().port())
        .hasMessageContaining("another process");
    assertThatThrownBy(() -> AdminServer.start(new HostPort("no.such.host.invalid", 1), pages))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no.such.host.invalid");
  }

  @Test
  void aClientThatSendsSlowlyKeepsNeitherOthersNorTheShutdownWaiting() throws Exception {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      slow.getOutputStream()
          .write("GET /status HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      assertThat(get("/status").statusCode()).isEqualTo(200);

      server.close();

      assertThatThrownBy(() -> get("/status")).isInstanceOf(IOException.class);
      assertThatThrownBy(
              () -> new Socket(InetAddress.getLoopbackAddress(), server.address().port()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(AdminServer to, String method, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://" + to.address() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
        .timeout(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?limit=none        | limit is "none"; write a whole number from 1 to 100
          ?limit=101         | limit is "101"; write a whole number from 1 to 100
          ?limit=            | limit is ""; write a whole number from 1 to 100
          ?limt=3            | parameter limt is not known here; did you mean limit?
          ?colour=red        | parameter colour is not known here; there are pool, limit
          ?pool=a&pool=b     | parameter pool is given twice
          ?pool=%25zz&limit  | limit is ""; write a whole number from 1 to 100
          """)
  void aToolsOwnPageSaysWhatIsWrongWithAParameter(String query, String words) throws Exception {
    HttpResponse<String> answer = get("/decisions" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(words + "\n");
  }

  @Test
  void aToolsOwnPageIsAnsweredAndNamed() throws Exception {
    assertThat(get("/decisions").body()).contains("\"all\"").contains("20");
    assertThat(get("/decisions?pool=b%2Bc+d&limit=7").body()).contains("\"b+c d\"").contains("7");
    assertThat(get("/nothing").body()).contains("/decisions");
    assertThat(get("/").body()).contains("<a href=\"/decisions\">");
  }
}
