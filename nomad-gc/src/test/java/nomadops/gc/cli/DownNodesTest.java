package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.model.NodeStub;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes that have been down for long, from the command line to a simulated Nomad.
class DownNodesTest {
  @TempDir Path folder;

  @Test
  void theyStayUnlessTheSettingIsGiven() {
    try (NomadSimulator nomad = cluster()) {
      assertThat(tomorrow(nomad, "run", "-once").code()).isEqualTo(ExitCode.DONE);
      assertThat(names(nomad)).contains("gone-1", "gone-2", "here");
    }
  }

  @Test
  void thoseThatAreDownForLongGoAndTheAuditLogTellsOfEach() throws IOException {
    Path audit = folder.resolve("audit.ndjson");
    try (NomadSimulator nomad = cluster()) {
      GcRun run =
          tomorrow(
              nomad,
              "run",
              "-once",
              "-collect-down-nodes-after",
              "12h",
              "-audit-log",
              audit.toString());
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("2 nodes were down, purged 2");
      assertThat(names(nomad)).contains("here").doesNotContain("gone-1", "gone-2");
    }
    assertThat(Files.readAllLines(audit))
        .filteredOn(line -> line.contains("\"action\":\"purge-node\""))
        .hasSize(4)
        .filteredOn(line -> line.contains("\"outcome\":\"sending\""))
        .hasSize(2)
        .allMatch(
            line -> line.contains("\"status\":\"down\"") && line.contains("down for over 12h"));
  }

  @Test
  void thePlanShowsThemAndChangesNothing() {
    try (NomadSimulator nomad = cluster()) {
      GcRun run = tomorrow(nomad, "plan", "-collect-down-nodes-after", "12h");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("purge    gone-1").contains("down for over 12h, since");
      assertThat(tomorrow(nomad, "plan", "-collect-down-nodes-after", "2d", "-json").out())
          .contains("\"nodes\":[{\"verdict\":\"keep\"");
      assertThat(names(nomad)).contains("gone-1", "gone-2");
    }
  }

  @Test
  void oneThatIsDownForAMomentStays() {
    try (NomadSimulator nomad = cluster()) {
      GcRun run = tomorrow(nomad, "run", "-once", "-json", "-collect-down-nodes-after", "2d");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("\"down_nodes\":{\"listed\":2,\"purged\":0,");
      assertThat(names(nomad)).contains("gone-1", "gone-2");
    }
  }

  @Test
  void oneThatCameBackSinceTheListStays() {
    try (NomadSimulator nomad = cluster()) {
      nomad.state().pinStaleReads();
      nomad.state().nodeStatus(id(nomad, "gone-1"), "ready");
      GcRun run = tomorrow(nomad, "run", "-once", "-collect-down-nodes-after", "12h");
      assertThat(run.out()).contains("2 nodes were down, purged 1");
      nomad.state().unpinStaleReads();
      assertThat(names(nomad)).contains("gone-1").doesNotContain("gone-2");
    }
  }

  @Test
  void noMoreGoThanAnHourMayHave() {
    try (NomadSimulator nomad = cluster()) {
      GcRun run =
          tomorrow(
              nomad,
              "run",
              "-once",
              "-collect-down-nodes-after",
              "12h",
              "-collect-down-nodes-per-hour",
              "1");
      assertThat(run.out()).contains("purged 1; no more for now");
      assertThat(names(nomad)).contains("here").hasSize(initial() - 1);
    }
  }

  private static int initial() {
    try (NomadSimulator nomad = cluster()) {
      return names(nomad).size();
    }
  }

  private static NomadSimulator cluster() {
    NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults());
    String _ = nomad.state().addNode("here", Map.of(), Map.of());
    nomad.state().retireNode(nomad.state().addNode("gone-1", Map.of(), Map.of()));
    nomad.state().retireNode(nomad.state().addNode("gone-2", Map.of(), Map.of()));
    return nomad;
  }

  private static List<String> names(NomadSimulator nomad) {
    return nodes(nomad).stream().map(NodeStub::name).toList();
  }

  private static String id(NomadSimulator nomad, String name) {
    return nodes(nomad).stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow().id();
  }

  private static List<NodeStub> nodes(NomadSimulator nomad) {
    try (NomadClient client =
        NomadClient.connect(Connection.to(nomad.address().toString()).build())) {
      return client.nodes().list(Read.defaults()).value();
    }
  }

  /// The command as it would run in 25 hours.
  private static GcRun tomorrow(NomadSimulator nomad, String... arguments) {
    InstantSource wall = InstantSource.offset(InstantSource.system(), Duration.ofHours(25));
    return GcRun.of(
        nomad.address(), new Clockwork(wall, Ticker.system(), Pause.system()), arguments);
  }
}
