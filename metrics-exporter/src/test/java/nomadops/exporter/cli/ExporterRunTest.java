package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// From a Nomad to the page, all of it over the wire.
@Timeout(180)
class ExporterRunTest {
  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void itBecomesReadyServesTheStateAndFollowsIt() throws Exception {
    Replica exporter = rig.withWork().exporter().untilReady();

    Page page = exporter.until("all that runs", p -> p.sum("nomad_allocations") == 4);
    assertThat(page.sum("nomad_jobs")).isEqualTo(rig.nomad.state().jobs()).isEqualTo(6);
    assertThat(page.value("nomad_jobs{namespace=\"default\",status=\"dead\",type=\"batch\"}"))
        .isEqualTo(2);
    assertThat(page.value("nomad_queued_allocations{namespace=\"default\"}")).isEqualTo(2);
    assertThat(page.sum("nomad_nodes")).isEqualTo(3);
    assertThat(page.value("nomad_cluster_leader")).isEqualTo(1);
    assertThat(page.value("nomad_ops_exporter_view_ready")).isEqualTo(1);
    assertThat(page.value("nomad_ops_exporter_objects{kind=\"job\"}")).isEqualTo(6);
    assertThat(page.types()).doesNotContainKey("nomad_job_allocations");

    JsonNode _ = rig.put("/v1/jobs", RunRig.job("default", "huge", "batch", 0, 9_000));
    exporter.until(
        "an empty queue, which is 0 and not absent",
        p -> p.value("nomad_queued_allocations{namespace=\"default\"}") == 0);

    rig.runs("late", "batch", 1, 100);
    exporter.until("the job that came", p -> p.sum("nomad_jobs") == 7);
    exporter.until("it followed events", p -> p.sum("nomad_ops_exporter_stream_events_total") > 0);
    assertThat(exporter.get("/status").body()).contains("\"mode\" : \"stream\"");
    assertThat(exporter.get("/livez").statusCode()).isEqualTo(200);
    exporter.stop();
  }

  @Test
  void withoutANomadItSaysSoAndBeginsWhenThereIsOne() throws Exception {
    NomadSimulator gone = NomadSimulator.start();
    gone.close();
    Replica exporter = rig.exporter(gone.address(), Map.of());

    exporter.await("its word", () -> exporter.get("/readyz").body().contains("cannot list"));
    var readyz = exporter.get("/readyz");
    assertThat(readyz.statusCode()).isEqualTo(503);
    assertThat(readyz.body()).contains("the cluster was not seen whole yet");
    Page page = exporter.page();
    assertThat(page.state()).isEmpty();
    assertThat(page.value("nomad_ops_exporter_view_ready")).isZero();
    assertThat(page.sum("nomad_ops_exporter_read_failures_total")).isPositive();
    assertThat(exporter.get("/livez").statusCode()).as("a restart would not help").isEqualTo(200);

    SimulatorOptions there =
        SimulatorOptions.defaults().withNodes(2).withPort(gone.address().getPort());
    try (NomadSimulator _ = NomadSimulator.start(there)) {
      exporter.untilReady();
      assertThat(exporter.page().sum("nomad_nodes")).isEqualTo(2);
      exporter.stop();
    }
  }

  @Test
  void anEndpointThatTakesNoMetricsIsToldOfAndScrapesGoOn() throws Exception {
    NomadSimulator gone = NomadSimulator.start();
    gone.close();
    Replica exporter =
        rig.withWork()
            .exporter("-otlp-endpoint", gone.address() + "/v1/metrics", "-otlp-interval", "1s")
            .untilReady();

    Page page =
        exporter.until(
            "pushes that fail",
            p -> p.value("nomad_ops_exporter_pushes_total{outcome=\"failed\"}") >= 2);
    assertThat(page.sum("nomad_jobs")).isEqualTo(6);
    assertThat(page.value("nomad_ops_exporter_pushes_total{outcome=\"delivered\"}")).isZero();
    assertThat(exporter.said()).containsOnlyOnce("metrics are not pushed, and tried again every 1");
    exporter.stop();
  }
}
