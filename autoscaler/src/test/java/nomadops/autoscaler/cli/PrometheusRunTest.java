package nomadops.autoscaler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A Prometheus asks for nodes; one that says nothing never takes any away.
@Timeout(180)
class PrometheusRunTest {
  private static final String VECTOR =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}";

  private final PoolRig rig = new PoolRig();
  private final FakeSignals signals = new FakeSignals();
  private final WireMockServer prometheus =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void start() {
    prometheus.start();
  }

  @AfterEach
  void close() {
    prometheus.stop();
    rig.close();
  }

  private void says(String query, ResponseDefinitionBuilder answer) {
    prometheus.stubFor(
        get(urlPathEqualTo("/api/v1/query"))
            .withQueryParam("query", equalTo(query))
            .willReturn(answer));
  }

  private static ResponseDefinitionBuilder value(String number) {
    return okJson(VECTOR.formatted("{\"metric\":{},\"value\":[1764244800.1,\"" + number + "\"]}"));
  }

  /// One pool for each class of nodes, with a query of its own.
  private String pools(String... classes) {
    return Stream.of(classes)
        .map(name ->
            """
            {name: %1$s, class: %1$s, max: 9, groups: [{asg: %1$s}], template: {cpu: 4000, memory: 8192}, %2$s, \
            prometheus: [{name: builds, url: "%3$s", query: %1$s, per-node: 8}]}\
            """
                .formatted(name, PoolRig.BRISK, prometheus.baseUrl()))
        .reduce((a, b) -> a + ", " + b)
        .map(all -> "[" + all + "]")
        .orElseThrow();
  }

  private static String workOn(String nodeClass) {
    return PoolRig.batch("work-" + nodeClass, 1, "2s")
        .replace(
            "\"Type\":\"batch\"",
            "\"Type\":\"batch\",\"Constraints\":[{\"LTarget\":\"${node.class}\",\"RTarget\":\"%s\",\"Operand\":\"=\"}]"
                .formatted(nodeClass));
  }

  @Test
  void aFloorAsksForNodesAndWhatIsNotKnownTakesNoneAway() throws Exception {
    says("floor", value("17"));
    says("sure", value("0"));
    says("empty", okJson(VECTOR.formatted("")));
    says("down", aResponse().withStatus(503).withBody("shutting down"));
    FakeGroup floor = rig.group("floor", 0, 9, "floor");
    FakeGroup sure = rig.group("sure", 0, 9, "sure");
    FakeGroup empty = rig.group("empty", 0, 9, "empty");
    FakeGroup down = rig.group("down", 0, 9, "down");
    CompletableFuture<ExitCode> run = rig.run(signals, pools("floor", "sure", "empty", "down"));
    List.of("sure", "empty", "down").forEach(name -> rig.nomad.state().register(workOn(name)));

    rig.await("the floor", () -> floor.desired() == 3);
    rig.await("machines", () -> sure.desired() == 1 && empty.desired() == 1 && down.desired() == 1);
    rig.await("the end of the work", () -> rig.nomad.state().jobs("dead") == 3);
    rig.await("what is surely not needed goes", () -> sure.desired() == 0);
    Thread.sleep(3_000);

    assertThat(rig.aws.ends()).as(rig.said()).isEqualTo(1);
    assertThat(List.of(floor.desired(), empty.desired(), down.desired())).containsExactly(3, 1, 1);
    assertThat(rig.program(new FakeSignals(), List.of("explain", "-ask", rig.admin())))
        .isEqualTo(ExitCode.DONE);
    assertThat(rig.shown())
        .contains("asked for   at least 3 nodes by prometheus builds")
        .contains("not shrunk  prometheus builds: the expression has no value now")
        .contains("not shrunk  prometheus builds: HTTP 503");
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }
}
