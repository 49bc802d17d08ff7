package nomadops.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that act, and pages that others decide by.
@Timeout(30)
class DeedTest {
  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean well = true;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AdminPages pages =
      new AdminPages(
          "probe",
          "1",
          new Health(() -> 0),
          metrics,
          Map::of,
          Map.of("/live", _ -> new Told(well, Map.of("live", well))),
          Map.of(
              "/act",
              () -> {
                if (!well) {
                  throw new IllegalStateException("not now");
                }
                return Map.of("times", done.incrementAndGet());
              }));
  private final AdminServer server = AdminServer.start(new HostPort("127.0.0.1", 0), pages);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
    client.close();
    metrics.close();
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aPostActsAndSaysHowItWent() throws Exception {
    assertThat(send("POST", "/act").body()).contains("\"times\" : 1");
    assertThat(send("POST", "/act").body()).contains("\"times\" : 2");
    well = false;
    HttpResponse<String> failed = send("POST", "/act");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).contains("not now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
  void nothingElseActs(String method) throws Exception {
    HttpResponse<String> answer = send(method, "/act");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
    assertThat(done).hasValue(0);
  }

  @Test
  void aWebPageCannotHaveItDone() throws Exception {
    assertThat(send("POST", "/act", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(send("POST", "/act", "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(done).hasValue(0);
  }

  @Test
  void nobodyFromElsewhereCanHaveItDone() throws Exception {
    Page page = pages.answer(new Asked("POST", "/act", null, "", false));
    assertThat(page.status()).isEqualTo(403);
    assertThat(done).hasValue(0);
  }

  @Test
  void theStatusPageLinksToNothingThatActs() throws Exception {
    assertThat(send("GET", "/").body()).contains("href=\"/live\"").doesNotContain("/act");
  }

  @Test
  void whatIsNotWellIs503WithItsDocument() throws Exception {
    assertThat(send("GET", "/live").statusCode()).isEqualTo(200);
    well = false;
    HttpResponse<String> answer = send("GET", "/live");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"live\" : false");
    assertThat(send("POST", "/live").statusCode()).isEqualTo(405);
  }
}
