package nomadops.health.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nomadops.health.check.Course;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Hysteresis;
import nomadops.health.check.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextfileTest {
  @TempDir Path folder;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AgentMeters meters =
      new AgentMeters(registry, List.of("docker"), () -> Instant.ofEpochSecond(1_800_000_000L));

  @Test
  void itHasTheChecksAlone() throws Exception {
    Gauge.builder("jvm.something", () -> 1).register(registry);
    Path file = folder.resolve("nomad.prom");
    new Textfile(file, registry).write();

    assertThat(Files.readString(file))
        .contains("nomad_ops_health_check_status{check=\"docker\",status=\"unknown\"} 1.0\n")
        .contains("nomad_ops_health_check_status{check=\"docker\",status=\"ok\"} 0.0\n")
        .contains("# TYPE nomad_ops_health_check_status gauge\n")
        .contains("nomad_ops_health_check_transitions_total{check=\"docker\",to=\"fail\"} 0.0\n")
        .doesNotContain("jvm_something")
        .endsWith("\n");
    assertThat(folder.toFile().list()).containsExactly("nomad.prom");
  }

  @Test
  void whatALookFoundIsTold() throws Exception {
    Course begin = Course.begin(Terms.USUAL, 0);
    Course after = new Hysteresis(Terms.USUAL).step(begin, Finding.ok("well"), 1, 2);
    meters.looked("docker", begin.verdict(), after, 1_000_000);
    Path file = folder.resolve("nomad.prom");
    new Textfile(file, registry).write();

    assertThat(after.verdict()).isEqualTo(Health.OK);
    assertThat(Files.readString(file))
        .contains("nomad_ops_health_check_status{check=\"docker\",status=\"ok\"} 1.0\n")
        .contains("nomad_ops_health_check_status{check=\"docker\",status=\"unknown\"} 0.0\n")
        .contains("nomad_ops_health_check_transitions_total{check=\"docker\",to=\"ok\"} 1.0\n")
        .contains(
            "nomad_ops_health_check_last_success_timestamp_seconds{check=\"docker\"} 1.8E9\n");
  }

  @Test
  void aFolderThatIsNotThereHarmsNobody() {
    new Textfile(folder.resolve("gone/nomad.prom"), registry).write();

    assertThat(folder.resolve("gone")).doesNotExist();
  }
}
