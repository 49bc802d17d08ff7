package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A token that may not see everything.
@Timeout(180)
class RightsTest {
  private final RunRig rig = new RunRig(SimulatorOptions.defaults().withAcl(true));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whoeverMaySeeOneNamespaceAloneHasItsCountsByPolling() throws Exception {
    JsonNode _ = rig.put("/v1/namespace/apps", "{\"Name\":\"apps\"}");
    rig.withWork();
    JsonNode _ = rig.put("/v1/jobs", RunRig.job("apps", "hidden", "service", 1, 100));
    String token =
        rig.token(
            "namespace \"default\" { policy = \"read\" } node { policy = \"read\" }"
                + " agent { policy = \"read\" } operator { policy = \"read\" }");

    Replica exporter = rig.exporter(rig.nomad.address(), Map.of("NOMAD_TOKEN", token)).untilReady();

    Page page = exporter.until("what runs", p -> p.sum("nomad_jobs") == 6);
    assertThat(page.series().keySet()).noneMatch(series -> series.contains("\"apps\""));
    assertThat(page.sum("nomad_nodes")).isEqualTo(1);
    assertThat(page.value("nomad_ops_exporter_stream_connected")).isZero();
    assertThat(page.value("nomad_ops_exporter_stream_disconnects_total")).isPositive();
    assertThat(exporter.get("/status").body()).contains("\"mode\" : \"poll\"").contains("403");
    assertThat(exporter.said()).as("it says so").contains("event stream").contains("403");
    assertThat(exporter.said()).doesNotContain(token);
    exporter.stop();
  }
}
