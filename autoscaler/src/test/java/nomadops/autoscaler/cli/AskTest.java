package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running autoscaler tells what it decided, over its admin address: now, and before.
@Timeout(180)
class AskTest {
  private static final String POOLS =
      "[{name: batch, max: 10, groups: [{asg: spot}], template: {cpu: 4000, memory: 8192}, "
          + PoolRig.BRISK
          + "}]";

  private final PoolRig rig = new PoolRig();
  private final FakeSignals signals = new FakeSignals();

  @AfterEach
  void close() {
    rig.close();
  }

  private String shown(String... words) {
    rig.out.reset();
    assertThat(rig.program(new FakeSignals(), List.of(words)))
        .as(rig.said())
        .isEqualTo(ExitCode.DONE);
    return rig.shown();
  }

  private static HttpResponse<String> get(String address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void whatItKnowsIsShownWithoutAConfigurationHere() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    CompletableFuture<ExitCode> run = rig.run(signals, POOLS);
    rig.nomad.state().register(PoolRig.batch("work", 10, "1h"));
    rig.nomad
        .state()
        .register(PoolRig.batch("huge", 1, "1h").replace("\"CPU\":1000", "\"CPU\":9000"));
    String admin = rig.admin();
    rig.await("machines", () -> group.desired() == 3);
    rig.await("the work's start", () -> !shown("plan", "-ask", admin).contains("launch"));

    assertThat(shown("plan", "-ask", admin))
        .contains("Answered by the autoscaler at " + admin + ", which leads; its last decision is")
        .contains("asks 9000 MHz; an empty node of pool batch has 4000 MHz");
    assertThat(shown("explain", "-ask", admin, "huge"))
        .contains("No node would help these:")
        .contains("too-large");
    assertThat(shown("explain", "-ask", admin, "batch")).contains("Pool batch", "3 asked for");

    assertThat(shown("explain", "-history", "batch", "-ask", admin))
        .contains("launch 3 in spot (0 to 3)")
        .contains("FROM (UTC)");
    assertThat(shown("explain", "-history", "work", "-ask", admin))
        .contains("default/work")
        .contains("launch 3 in spot (0 to 3)");
    assertThat(shown("explain", "-history", "huge", "-ask", admin))
        .contains("No node would have helped these:")
        .contains("asks 9000 MHz");
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(shown("explain", "-history", "-json", "-limit", "1", "-ask", admin));
    assertThat(json.path("decisions")).hasSize(1);
    assertThat(json.path("answered_by").path("running_autoscaler").asBoolean()).isTrue();
    assertThat(json.path("decisions").path(0).path("decision").path("inputs").has("doubts"))
        .isTrue();

    assertThat(
            rig.program(new FakeSignals(), List.of("explain", "-history", "-ask", admin, "nobody")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(rig.said()).contains("\"nobody\" is no pool, and no job with such an id waited");
    assertThat(get(admin + "/decisions?pool=btch"))
        .satisfies(
            answer -> assertThat(answer.statusCode()).isEqualTo(400),
            answer ->
                assertThat(answer.body())
                    .isEqualTo("pool \"btch\" is not known; did you mean \"batch\"?\n"));
    assertThat(get(admin + "/why").body()).startsWith("job is missing");
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whereNobodyAnswersItFailsAndSaysWhatElseToDo() {
    for (List<String> words :
        List.of(
            List.of("plan", "-ask", "http://127.0.0.1:1"),
            List.of("explain", "-ask", "127.0.0.1:1", "batch"),
            List.of("explain", "-history", "-ask", "127.0.0.1:1"))) {
      rig.err.reset();
      assertThat(rig.program(signals, words)).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(rig.said())
          .contains("no autoscaler answers at http://127.0.0.1:1")
          .contains("leave -ask out to look from here");
    }
    assertThat(rig.program(signals, List.of("plan", "-ask", "ftp://x"))).isEqualTo(ExitCode.USAGE);
    assertThat(rig.said()).contains("is no address of HTTP").contains("http://127.0.0.1:9466");
  }
}
