package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a configuration is named, all of it at once, and nothing is begun.
@Timeout(60)
class SettingsTest {
  @TempDir private Path folder;

  private String refused(String... words) throws Exception {
    try (Replica exporter = Replica.run(Map.of(), List.of(words))) {
      assertThat(exporter.ended()).as(exporter.said()).isEqualTo(ExitCode.USAGE);
      assertThat(exporter.said()).doesNotContain("\tat ").doesNotContain("admin pages on");
      return exporter.said();
    }
  }

  private String refusedFile(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("exporter.yaml"), yaml);
    return refused("-config", file.toString());
  }

  @Test
  void everyFaultIsNamedAtOnceWithTheNearestRightAnswer() throws Exception {
    String said =
        refusedFile(
            """
            address: http://127.0.0.1:1
            families: ['nomad_(jobs', nomad_job]
            resink: 5m
            poll: 1s
            jobs: [api]
            """);
    assertThat(said)
        .contains("\"nomad_(jobs\" is no regular expression")
        .contains("\"nomad_job\" is no family, but nomad_jobs is one")
        .contains("resink")
        .contains("did you mean \"resync\"?")
        .contains("poll")
        .contains("\"api\" names no namespace");
  }

  @Test
  void aFamilyWhoseDetailIsOffAndASelectionOfNothingAreRefused() throws Exception {
    assertThat(refusedFile("families: [nomad_job_allocations]\n")).contains("add job to detail");
    assertThat(refusedFile("families: [nomad_jobs]\nfamilies-deny: [nomad_.*]\n"))
        .contains("leaves no family to serve");
  }

  @Test
  void anAddressThatIsTakenIsSaid() throws Exception {
    try (java.net.ServerSocket taken =
            new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        Replica exporter =
            Replica.run(Map.of(), List.of("-admin-address", "127.0.0.1:" + taken.getLocalPort()))) {
      assertThat(exporter.ended()).as(exporter.said()).isNotEqualTo(ExitCode.DONE);
      assertThat(exporter.said()).contains("admin-address").contains("" + taken.getLocalPort());
    }
  }
}
