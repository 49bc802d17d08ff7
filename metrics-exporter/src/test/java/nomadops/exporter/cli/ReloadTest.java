package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGHUP takes another selection; what was counted stays.
@Timeout(180)
class ReloadTest {
  private static final String ENDS =
      "nomad_allocation_ends_total{client_status=\"failed\",namespace=\"default\"}";
  private static final String RELOADED = "nomad_ops_config_last_reload_successful";

  private final RunRig rig = new RunRig();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    rig.close();
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("exporter.yaml"), yaml);
  }

  @Test
  void anotherSelectionChangesThePageAndKeepsWhatWasCounted() throws Exception {
    rig.withWork();
    Replica exporter = rig.exporter("-config", file("").toString()).untilReady();
    exporter.until("the jobs", p -> p.sum("nomad_allocations") == 4);
    rig.nomad.state().endTask(rig.allocationOf("night"), 1, false);
    exporter.until("an end", p -> p.value(ENDS) == 1);

    file("detail: [job]\njobs: ['default/api']\nfamilies-deny: ['nomad_capacity_.*']\n");
    exporter.hangUp();
    Page detailed = exporter.until("details", p -> p.types().containsKey("nomad_job_allocations"));
    assertThat(detailed.value(ENDS)).as("not forgotten").isEqualTo(1);
    assertThat(detailed.sum("nomad_job_allocations")).isEqualTo(2);
    assertThat(detailed.series().keySet())
        .filteredOn(series -> series.startsWith("nomad_job_"))
        .filteredOn(series -> series.contains("job_id="))
        .isNotEmpty()
        .allMatch(series -> series.contains("job_id=\"api\""));
    assertThat(detailed.series().keySet()).noneMatch(s -> s.startsWith("nomad_capacity_"));
    assertThat(detailed.value(RELOADED)).isEqualTo(1);

    file("families: [nomad_jbos]\n");
    exporter.hangUp();
    assertThat(exporter.said()).contains("SIGHUP: the configuration stays").contains("nomad_jbos");
    Page after = exporter.until("the refusal", p -> p.value(RELOADED) == 0);
    assertThat(after.sum("nomad_job_allocations")).isEqualTo(2);

    file("");
    exporter.hangUp();
    Page again = exporter.until("no details", p -> !p.types().containsKey("nomad_job_allocations"));
    assertThat(again.value(ENDS)).isEqualTo(1);
    assertThat(again.series().keySet()).anyMatch(s -> s.startsWith("nomad_capacity_"));
    exporter.stop();
  }
}
