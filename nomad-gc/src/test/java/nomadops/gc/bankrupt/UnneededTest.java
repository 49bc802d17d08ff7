package nomadops.gc.bankrupt;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.connection.NomadAddress;
import nomadops.client.model.Evaluation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Nomad before 1.8: a purged job's allocations stay, and run until its evaluation is worked on.
@Timeout(60)
class UnneededTest {
  private final WireMockServer nomad =
      new WireMockServer(
          WireMockConfiguration.options()
              .bindAddress("127.0.0.1")
              .dynamicPort()
              .gzipDisabled(true));
  private final Crew crew = new Crew(4);

  @BeforeEach
  void start() {
    nomad.start();
    nomad.stubFor(
        get(urlPathMatching("/v1/job/[^/]*"))
            .willReturn(aResponse().withStatus(404).withBody("job not found")));
    answer("/v1/job/.*/allocations", "[]");
    answer("/v1/jobs", "[{\"ID\":\"stopped\",\"Namespace\":\"default\",\"Stop\":true}]");
    answer("/v1/job/stopped", "{\"ID\":\"stopped\",\"Namespace\":\"default\",\"Stop\":true}");
    String running =
        "[{\"ID\":\"a\",\"Namespace\":\"default\",\"JobID\":\"web\",\"DesiredStatus\":\"run\",\"ClientStatus\":\"running\"}]";
    answer("/v1/job/web/allocations", running);
    answer("/v1/allocations", running);
  }

  @AfterEach
  void stop() {
    crew.close();
    nomad.stop();
  }

  private void answer(String path, String body) {
    nomad.stubFor(get(urlPathMatching(path)).willReturn(aResponse().withBody(body)));
  }

  private List<Evaluation> evaluations(NomadClient client, int flood) {
    List<String> jobs =
        IntStream.range(0, flood).mapToObj(i -> "gone-" + i).collect(Collectors.toList());
    jobs.addAll(List.of("web", "stopped"));
    String rows =
        jobs.stream()
            .map(job ->
                "{\"ID\":\"eval-%s\",\"Namespace\":\"default\",\"JobID\":\"%s\",\"Status\":\"pending\"}"
                    .formatted(job, job))
            .collect(Collectors.joining(",", "[", "]"));
    nomad.stubFor(get(urlPathEqualTo("/v1/evaluations")).willReturn(aResponse().withBody(rows)));
    return client.evaluations().page(Read.defaults()).value();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, Unneeded.FEW})
  void aJobThatIsThereAndOneThatRunsOnNeedTheirs(int flood) throws Exception {
    try (NomadClient client = client()) {
      List<Evaluation> all = evaluations(client, flood);
      assertThat(all).hasSize(flood + 2);
      assertThat(new Unneeded(client, "*", crew).of(all))
          .hasSize(flood)
          .allMatch(id -> id.startsWith("eval-gone-"));
    }
  }

  @Test
  void theSameNameInAnotherNamespaceIsAnotherJob() throws Exception {
    answer("/v1/jobs", "[{\"ID\":\"gone-0\",\"Namespace\":\"ci\"}]");
    try (NomadClient client = client()) {
      assertThat(new Unneeded(client, "*", crew).of(evaluations(client, Unneeded.FEW)))
          .contains("eval-gone-0", "eval-stopped")
          .doesNotContain("eval-web");
    }
  }

  private NomadClient client() {
    return NomadClient.connect(Connection.to(NomadAddress.parse(nomad.baseUrl())).build());
  }
}
