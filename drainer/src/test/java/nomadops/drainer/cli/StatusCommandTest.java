package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is out, and why. */
class StatusCommandTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void saysSoInWordsWhenEveryNodeTakesWork() {
    desk.node(1);
    assertThat(desk.types("status")).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).isEqualTo("No node drains or is out: all of them take work.\n");
    assertThat(desk.types("status", "-json")).isEqualTo(ExitCode.DONE);
    assertThat(desk.json().path("nodes").size()).isZero();
  }

  @Test
  void aNodeThatWeDrainIsShownWithItsTimeItsWorkAndItsReason() {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.runs("s", "sysbatch", "2h");
    desk.clock.advance(Duration.ofSeconds(1));
    assertThat(desk.types("drain", "-node", node, "-detach", "-reason", "new kernel"))
        .isEqualTo(ExitCode.DONE);
    desk.clock.advance(Duration.ofMinutes(5));
    assertThat(desk.types("status")).isEqualTo(ExitCode.DONE);
    String row = desk.out().lines().skip(1).findFirst().orElseThrow();
    assertThat(row)
        .startsWith(node.substring(0, 8) + "  client-1  " + Desk.instance(1) + "  draining")
        .contains("  5m0s  ", "  54m", "  1 batch, 1 sysbatch  ", "  0  ")
        .endsWith("requested: new kernel");
    desk.types("status", "-json", "-allocs");
    JsonNode one = desk.json().path("nodes").path(0);
    assertThat(one.path("node").asString()).isEqualTo(node);
    assertThat(one.path("state").asString()).isEqualTo("draining");
    assertThat(Instant.parse(one.path("ends").asString())).isAfter(desk.clock.instant());
    assertThat(one.path("running").path("batch").asInt()).isEqualTo(1);
    assertThat(one.path("cut").asInt(-1)).isZero();
    assertThat(one.path("ours").asBoolean()).isTrue();
    assertThat(one.path("message").asString()).isEqualTo("new kernel");
    assertThat(one.path("allocations").size()).isEqualTo(2);
    assertThat(one.path("allocations").path(0).path("kill_timeout_seconds").asDouble())
        .isEqualTo(20);
  }

  @Test
  void everyStateHasItsWordAndItsPlace() {
    String cancelled = desk.node(1);
    desk.runs("b1", "batch", "2h");
    drains(cancelled, Map.of());
    desk.client.nodes().cancelDrain(cancelled, false);
    String draining = desk.node(2);
    desk.runs("b2", "batch", "2h");
    drains(draining, Map.of());
    drains(desk.node(3), Map.of("message", "rack 7"));
    desk.client.nodes().eligibility(desk.node(4), false);
    String down = desk.node(5);
    desk.client.nodes().eligibility(down, false);
    desk.nomad.state().nodeStatus(down, "down");
    desk.node(6);
    desk.types("status", "-json");
    assertThat(
            desk.json()
                .path("nodes")
                .valueStream()
                .map(node -> node.path("name").asString() + " " + node.path("state").asString()))
        .containsExactly(
            "client-2 draining",
            "client-1 cancelled",
            "client-3 drained",
            "client-4 ineligible",
            "client-5 down");
    desk.types("status");
    assertThat(desk.out()).contains("rack 7", "no message").doesNotContain("client-6");
  }

  private void drains(String node, Map<String, String> meta) {
    desk.client.nodes().drain(node, Duration.ofHours(1), false, meta);
    desk.clock.advance(Duration.ofSeconds(5));
  }

  @Test
  void aDrainWithoutADeadlineEndsNever() {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.client.nodes().drain(node, Duration.ZERO, false, Map.of());
    desk.types("status");
    assertThat(desk.out()).contains("draining").contains("  none  ");
    desk.types("status", "-json");
    assertThat(desk.json().path("nodes").path(0).path("ends").isNull()).isTrue();
  }

  @Test
  void cutWorkIsCountedAndTheCommandNamedThatRunsItAgain() {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    drains(node, Map.of());
    desk.clock.advance(Duration.ofMinutes(61));
    desk.types("status");
    assertThat(desk.out())
        .contains("drained", "  none       1  ", "1 batch allocation cut off", "drainer rerun");
  }

  @Test
  void aNodeThatIsBackIsShownOnlyWhenAllAreAskedFor() {
    String node = desk.node(1);
    desk.types("drain", "-node", node);
    desk.types("cancel", "-node", node);
    desk.types("status");
    assertThat(desk.out()).startsWith("No node");
    desk.types("status", "-all");
    assertThat(desk.out()).contains("client-1", "  eligible  ");
  }

  @Test
  void whatRunsOnANodeIsListedOnDemand() {
    String node = desk.node(1);
    desk.runs("work", "batch", "2h");
    drains(node, Map.of());
    desk.types("status", "-instance", Desk.instance(1), "-allocs");
    assertThat(desk.out()).contains("KILL TIMEOUT").containsPattern("work +g +batch +\\S+ +20s");
  }

  @Test
  void theTableFitsAHundredColumns() {
    desk.terminal = new Terminal(true, false, 100);
    String node =
        desk.nomad
            .state()
            .addNode(
                "ip-10-20-30-40.eu-central-1.compute.internal",
                Map.of(Desk.INSTANCE, Desk.instance(7)),
                Map.of());
    for (String type : List.of("batch", "service", "sysbatch", "system")) {
      desk.runs("job-" + type, type, "2h");
    }
    drains(
        node,
        Map.of(
            "message", "a very long story about a kernel that must be replaced on all machines"));
    desk.types("status", "-allocs");
    assertThat(desk.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(desk.out()).contains(Desk.instance(7), "draining");
  }

  @Test
  void anAmbiguousBeginningListsWhatItMayMean() {
    String prefix = twoWithOnePrefix();
    assertThat(desk.types("status", "-node", prefix)).isEqualTo(ExitCode.USAGE);
    assertThat(desk.err()).contains("is the beginning of 2 nodes", "(client-", "give more digits");
  }

  /** Ids are random: of enough nodes, two begin with the same two digits. */
  private String twoWithOnePrefix() {
    java.util.Set<String> seen = new java.util.HashSet<>();
    java.util.Map<String, Integer> counts = new java.util.HashMap<>();
    for (int i = 1; ; i++) {
      String prefix = desk.node(i).substring(0, 2);
      counts.merge(prefix, 1, Integer::sum);
      if (!seen.add(prefix) && counts.get(prefix) == 2) {
        return prefix;
      }
    }
  }

  @Test
  void anOddNumberOfDigitsIsEnoughForNomadToo() {
    String node = desk.node(1);
    assertThat(desk.types("status", "-node", node.substring(0, 7))).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("client-1", "eligible");
  }

  @Test
  void whatIsNoNodeIsSaidToBeNone() {
    assertThat(desk.types("status", "-node", "abcdef01")).isEqualTo(ExitCode.FAILED);
    assertThat(desk.err()).contains("no node whose id begins with abcdef01");
    assertThat(desk.types("status", "-instance", "i-1")).isEqualTo(ExitCode.FAILED);
    assertThat(desk.err()).contains("no node of instance i-1");
    assertThat(desk.types("status", "-node", "client-7")).isEqualTo(ExitCode.USAGE);
    assertThat(desk.err()).contains("'client-7' is not the beginning of a node's id");
    assertThat(desk.types("status", "-node", "ab", "-instance", "i-1")).isEqualTo(ExitCode.USAGE);
    assertThat(desk.err()).contains("together with instance");
  }

  @Test
  void aNomadThatIsNotThereEndsWithThree() {
    desk.nomad.close();
    assertThat(desk.types("status")).isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void allocationsThatCannotBeReadAreUnknownAndNotNone() {
    String node = desk.node(1);
    desk.client.nodes().eligibility(node, false);
    desk.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/node/" + node + "/allocations"),
            new Fault.Status(403, "Permission denied", 0));
    assertThat(desk.types("status")).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("ineligible", "unknown", "?");
    desk.types("status", "-json");
    assertThat(desk.json().path("nodes").path(0).path("running").isNull()).isTrue();
    assertThat(desk.json().path("nodes").path(0).path("cut").isNull()).isTrue();
  }

  @Test
  void aTokenThatSeesNoJobsDoesNotMakeANodeLookEmpty() throws Exception {
    try (Desk guarded = new Desk(SimulatorOptions.defaults().withAcl(true))) {
      String node = guarded.node(1);
      guarded.runs("b", "batch", "2h");
      guarded.client.nodes().drain(node, Duration.ZERO, false, Map.of());
      guarded.token = guarded.tokenWith("node { policy = \"read\" }");
      assertThat(guarded.types("status")).isEqualTo(ExitCode.DONE);
      assertThat(guarded.out()).contains("draining", "unknown").doesNotContain("none  ?");
      assertThat(guarded.err()).contains("lacks read-job");
      guarded.types("status", "-json");
      assertThat(guarded.json().path("sees_all_allocations").asBoolean(true)).isFalse();
    }
  }
}
