package nomadops.autoscaler.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.source.SizeQuery.Figure;
import nomadops.autoscaler.source.SizeQuery.Kind;
import nomadops.autoscaler.source.SizeSources.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a Prometheus says, and what it fails to say.
class PrometheusQueryTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String VECTOR =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}";
  private static final String SAMPLE = "{\"metric\":{},\"value\":[1764244800.1,\"%s\"]}";

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void oneSampleIsANumberOfNodesRoundedUp() throws InterruptedException {
    answer(okJson(VECTOR.formatted(SAMPLE.formatted("101"))));

    assertThat(query(1).ask()).isEqualTo(new Figure.Known(101));
    assertThat(query(50).ask()).isEqualTo(new Figure.Known(3));
    server.verify(
        getRequestedFor(urlPathEqualTo("/api/v1/query"))
            .withQueryParam("query", equalTo("sum(builds{state=\"queued\"})"))
            .withHeader("Authorization", equalTo("Bearer s3cret")));
  }

  @Test
  void aScalarWillDoToo() throws InterruptedException {
    answer(
        okJson(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"7\"]}}"));

    assertThat(query(1).ask()).isEqualTo(new Figure.Known(7));
  }

  @Test
  void nothingSeveralNoNumberAndFaultsAreNotKnownAndSayWhy() throws InterruptedException {
    unknown(okJson(VECTOR.formatted("")), "no value now");
    unknown(
        okJson(VECTOR.formatted(SAMPLE.formatted("1") + "," + SAMPLE.formatted("2"))),
        "2 values; write e.g. sum(...)");
    unknown(okJson(VECTOR.formatted(SAMPLE.formatted("NaN"))), "NaN");
    unknown(okJson(VECTOR.formatted(SAMPLE.formatted("+Inf"))), "not a number");
    unknown(okJson(VECTOR.formatted(SAMPLE.formatted("-1"))), "no number of nodes");
    unknown(
        okJson("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"),
        "is a matrix");
    unknown(
        aResponse().withStatus(400).withBody("{\"status\":\"error\",\"error\":\"parse error\"}"),
        "HTTP 400: parse error");
    unknown(aResponse().withStatus(503).withBody("<html>busy"), "HTTP 503 and no JSON: <html>busy");
    unknown(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "not reached");
    unknown(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), "not reached");
  }

  @Test
  void oneThatDoesNotAnswerInTimeIsNotKnown() throws InterruptedException {
    answer(okJson(VECTOR.formatted(SAMPLE.formatted("1"))).withFixedDelay(3_000));
    assertThat(query(1, Duration.ofMillis(500)).ask())
        .isEqualTo(new Figure.Unknown("no answer in 500 ms"));
  }

  @Test
  void theGreatestFloorAndTheLeastCeilingCount() throws InterruptedException {
    answer(okJson(VECTOR.formatted(SAMPLE.formatted("5"))));
    SizeSources sources =
        new SizeSources(
            List.of(
                always("days", OptionalInt.of(3), OptionalInt.of(9)),
                always("x", OptionalInt.of(2), OptionalInt.of(20))),
            List.of(query(1)),
            Duration.ofMinutes(5));

    assertThat(sources.ask(NOW))
        .isEqualTo(
            new Asked(
                new Bounds(
                    Optional.of(new Bounds.Bound(5, "prometheus builds")),
                    Optional.of(new Bounds.Bound(9, "schedule days"))),
                List.of()));
  }

  @Test
  void whatWasSaidLastHoldsForAWhileAndIsADoubt() throws InterruptedException {
    answer(okJson(VECTOR.formatted(SAMPLE.formatted("5"))));
    SizeSources sources = new SizeSources(List.of(), List.of(query(1)), Duration.ofMinutes(5));
    Asked _ = sources.ask(NOW);
    server.resetAll();
    answer(aResponse().withStatus(503).withBody("busy"));

    Asked soon = sources.ask(NOW.plusSeconds(299));
    assertThat(soon.bounds().floor()).contains(new Bounds.Bound(5, "prometheus builds"));
    assertThat(soon.doubts())
        .containsExactly("prometheus builds: HTTP 503 and no JSON: busy; it said 5 before");
    Asked late = sources.ask(NOW.plusSeconds(301));
    assertThat(late.bounds().floor()).isEmpty();
    assertThat(late.doubts()).containsExactly("prometheus builds: HTTP 503 and no JSON: busy");
  }

  private void unknown(ResponseDefinitionBuilder answer, String words) throws InterruptedException {
    server.resetAll();
    answer(answer);
    assertThat(query(1).ask())
        .isInstanceOfSatisfying(
            Figure.Unknown.class, unknown -> assertThat(unknown.reason()).contains(words));
  }

  private void answer(ResponseDefinitionBuilder answer) {
    MappingBuilder mapping = get(urlPathEqualTo("/api/v1/query"));
    server.stubFor(mapping.willReturn(answer));
  }

  private PrometheusQuery query(double perNode) {
    return query(perNode, Duration.ofSeconds(20));
  }

  private PrometheusQuery query(double perNode, Duration patience) {
    return new PrometheusQuery(
        new PrometheusQuery.Terms(
            "builds",
            URI.create(server.baseUrl()),
            "sum(builds{state=\"queued\"})",
            Kind.AT_LEAST,
            perNode,
            patience,
            () -> Optional.of("s3cret")));
  }

  private static Schedule always(String name, OptionalInt atLeast, OptionalInt atMost) {
    return new Schedule(
        name, "* * * * *", java.time.ZoneId.of("UTC"), Duration.ofMinutes(2), atLeast, atMost);
  }
}
