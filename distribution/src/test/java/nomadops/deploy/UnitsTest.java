package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nomadops.cli.Services;
import nomadops.runtime.Sidecar;
import org.junit.jupiter.api.Test;

/** The units of systemd: each service once, and none with more rights than it needs. */
class UnitsTest {
  private static final Path UNITS = Path.of("../deploy/systemd");

  private static List<String> lines(String service) throws IOException {
    return Files.readAllLines(UNITS.resolve("nomad-ops-" + service + ".service"));
  }

  private static String value(String service, String key) throws IOException {
    return lines(service).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .reduce((a, b) -> {
          throw new AssertionError(service + " says " + key + " twice");
        })
        .orElseThrow(() -> new AssertionError(service + " says no " + key));
  }

  @Test
  void everyServiceHasAUnitAndEveryUnitIsAService() throws Exception {
    try (Stream<Path> files = Files.list(UNITS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".service") && !Files.exists(timer(name)))
          .containsExactlyInAnyOrderElementsOf(
              Services.ALL.keySet().stream().map(s -> "nomad-ops-" + s + ".service").toList());
    }
  }

  @Test
  void whatATimerStartsRunsOnceAndEnds() throws Exception {
    assertThat(value("snapshot-save", "Type")).isEqualTo("oneshot");
    assertThat(value("snapshot-save", "ExecStart"))
        .isEqualTo(
            "/usr/bin/nomad-ops snapshot save --prune --config=/etc/nomad-ops/snapshot.yaml");
    assertThat(lines("snapshot-save")).contains("User=nomad-ops", "ProtectSystem=strict");
  }

  private static Path timer(String service) {
    return UNITS.resolve(service.replace(".service", ".timer"));
  }

  @Test
  void itRunsTheServicesCommandWithTheServicesFile() throws Exception {
    for (Map.Entry<String, List<String>> service : Services.ALL.entrySet()) {
      String name = service.getKey();
      assertThat(value(name, "ExecStart"))
          .isEqualTo(
              "/usr/bin/nomad-ops %s --config=/etc/nomad-ops/%s.yaml"
                  .formatted(String.join(" ", service.getValue()), name));
      assertThat(value(name, "EnvironmentFile")).isEqualTo("-/etc/nomad-ops/" + name + ".env");
      assertThat(value(name, "StateDirectory")).isEqualTo("nomad-ops/" + name);
    }
  }

  @Test
  void itIsNobodysAndMayWriteNowhereElse() throws Exception {
    for (String service : Services.ALL.keySet()) {
      assertThat(lines(service))
          .as(service)
          .contains(
              "User=nomad-ops",
              "NoNewPrivileges=yes",
              "CapabilityBoundingSet=",
              "ProtectSystem=strict",
              "ProtectHome=yes",
              "PrivateTmp=yes",
              "UMask=0077");
    }
  }

  @Test
  void aWrongConfigurationIsNotStartedAgainAndAgain() throws Exception {
    for (String service : Services.ALL.keySet()) {
      assertThat(value(service, "Restart")).isEqualTo("on-failure");
      assertThat(value(service, "RestartPreventExitStatus")).isEqualTo("2");
    }
  }

  @Test
  void itIsNotKilledWhileItStillStops() throws Exception {
    for (String service : Services.ALL.keySet()) {
      String seconds = value(service, "TimeoutStopSec").replace("s", "");
      assertThat(Long.parseLong(seconds)).isGreaterThan(Sidecar.DEFAULT_BUDGET.toSeconds());
    }
  }
}
