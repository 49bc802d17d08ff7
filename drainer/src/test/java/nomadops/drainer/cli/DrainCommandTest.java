package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.drainer.plan.Ownership;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node is drained by hand. */
class DrainCommandTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  private long deadlineSeconds(String node) {
    return desk.read(node).drainStrategy().orElseThrow().deadline().toSeconds();
  }

  @Test
  void aNodeIsFollowedUntilItsWorkHasComeToItsOwnEnd(@TempDir Path folder) throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "10m");
    Path audit = folder.resolve("audit.ndjson");
    CompletableFuture<ExitCode> run =
        desk.starts("drain", "-node", node.substring(0, 8), "-audit-log", audit.toString());
    desk.until("draining", () -> desk.drains(node));
    assertThat(deadlineSeconds(node)).as("an hour, less the kill timeout").isBetween(3570L, 3580L);
    assertThat(desk.read(node).lastDrain().orElseThrow().meta())
        .containsEntry(Ownership.INSTANCE, Desk.instance(1));
    desk.clock.advance(Duration.ofMinutes(10));
    assertThat(Desk.end(run)).as(desk.err()).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("(client-1) is empty after", "no batch work was cut off");
    assertThat(desk.err()).contains("client-1: 0 of 1 allocations left");
    assertThat(desk.drainPuts()).isEqualTo(1);
    assertThat(Files.readString(audit, StandardCharsets.UTF_8)).contains("\"drain\"", "\"close\"");
  }

  @Test
  void exactlyOneNodeMustBeMeantAndOneLimitGiven() {
    String node = desk.node(1);
    assertThat(desk.types("drain")).isEqualTo(ExitCode.USAGE);
    assertThat(desk.err()).contains("give -node ID, -instance ID or -self");
    assertThat(desk.types("drain", "-self", "-node", node)).isEqualTo(ExitCode.USAGE);
    assertThat(desk.types("drain", "-instance", "i-1", "-node", node)).isEqualTo(ExitCode.USAGE);
    assertThat(desk.types("drain", "-node", node, "-force", "-no-deadline"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(desk.types("drain", "-node", node, "-force", "-deadline", "1m"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(desk.err()).contains("together with force");
    assertThat(desk.types("drain", "-node", node, "-deadline", "soon")).isEqualTo(ExitCode.USAGE);
    assertThat(desk.drainPuts()).isZero();
  }

  @Test
  void forceCutsWorkOffAndSaysHowToRunItAgain() {
    String node = desk.node(1);
    desk.runs("work", "batch", "2h");
    desk.clock.advance(Duration.ofMinutes(1));
    assertThat(desk.types("drain", "-instance", Desk.instance(1), "-force"))
        .isEqualTo(ExitCode.DONE);
    assertThat(desk.out())
        .contains("1 batch allocation cut off before the end", "work  g", "1m0s")
        .endsWith("Run it again: nomad-ops drainer rerun -node " + node + "\n");
    assertThat(desk.types("drain", "-node", node, "-json")).isEqualTo(ExitCode.DONE);
    assertThat(desk.json().path("ending").asString()).isEqualTo("empty");
    assertThat(desk.json().path("cut").path(0).path("job").asString()).isEqualTo("work");
    assertThat(desk.json().path("rerun").asString()).contains("drainer rerun -node " + node);
    assertThat(desk.drainPuts()).as("it was drained already").isEqualTo(1);
  }

  @Test
  void theCommandToRunAgainReachesTheSameNomad() {
    String node = desk.node(1);
    desk.runs("work", "batch", "2h");
    desk.types("drain", "-node", node, "-force", "-address", desk.nomad.address().toString());
    assertThat(desk.out()).contains(" -address " + desk.nomad.address());
  }

  @Test
  void forceEndsADrainOfOursThatRunsWhateverItsEnd() throws Exception {
    String node = desk.node(1);
    desk.runs("work", "batch", "2h");
    assertThat(desk.types("drain", "-node", node, "-deadline", "5m", "-detach"))
        .isEqualTo(ExitCode.DONE);
    assertThat(desk.types("drain", "-node", node, "-force")).isEqualTo(ExitCode.DONE);
    assertThat(desk.drains(node)).isFalse();
    assertThat(desk.drainPuts()).isEqualTo(2);
  }

  @Test
  void noDeadlineMeansNoneForNomad() {
    String node = desk.node(1);
    desk.runs("work", "batch", "2h");
    assertThat(desk.types("drain", "-node", node, "-no-deadline", "-detach"))
        .isEqualTo(ExitCode.DONE);
    assertThat(desk.read(node).drainStrategy().orElseThrow().deadlineNanos()).isZero();
    assertThat(desk.out()).contains("drains", "nomad-ops drainer cancel -node " + node);
    assertThat(desk.types("drain", "-node", node, "-no-deadline", "-detach"))
        .isEqualTo(ExitCode.DONE);
    assertThat(desk.drainPuts()).as("joined").isEqualTo(1);
  }

  @Test
  void aNodeThatNoCloudNamesIsDrainedAllTheSame() throws Exception {
    String node = desk.nomad.state().addNode("rack 7 machine 3", Map.of(), Map.of());
    String other = desk.nomad.state().addNode("rack 7 machine 4", Map.of(), Map.of());
    assertThat(desk.types("drain", "-node", node)).as(desk.err()).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("(rack 7 machine 3) is empty");
    assertThat(desk.read(other).schedulingEligibility()).isEqualTo("eligible");
    assertThat(desk.types("cancel", "-node", node)).isEqualTo(ExitCode.DONE);
    assertThat(desk.read(node).schedulingEligibility()).isEqualTo("eligible");
  }

  @Test
  void selfIsTheNodeOfTheAgentThatIsAsked() {
    String node = desk.node(1);
    selfSays("{\"stats\":{\"nomad\":{}}}");
    assertThat(desk.types("drain", "-self")).isEqualTo(ExitCode.FAILED);
    assertThat(desk.err()).contains("is no client", "-address");
    selfSays("{\"stats\":{\"client\":{\"node_id\":\"" + node + "\"}}}");
    assertThat(desk.types("drain", "-self")).as(desk.err()).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("(client-1) is empty");
  }

  private void selfSays(String body) {
    desk.nomad
        .faults()
        .inject(Match.of("GET", "/v1/agent/self").times(1), new Fault.Status(200, body, 0));
  }

  @Test
  void aPersonIsAskedAndMayRefuse() {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.runs("s", "service", "2h");
    desk.terminal = new Terminal(true, false, 100);
    desk.answer = Optional.of("");
    assertThat(desk.types("drain", "-node", node)).isEqualTo(ExitCode.REFUSED);
    assertThat(desk.asked)
        .singleElement()
        .asString()
        .endsWith(
            "drain node "
                + node.substring(0, 8)
                + " (client-1, 2 allocations, 1 of them batch)? [y/N] ");
    assertThat(desk.drainPuts()).isZero();
    assertThat(desk.read(node).schedulingEligibility()).isEqualTo("eligible");
    desk.answer = Optional.of("y");
    assertThat(desk.types("drain", "-node", node, "-force")).isEqualTo(ExitCode.DONE);
    assertThat(desk.asked).hasSize(2);
    assertThat(desk.types("drain", "-node", node, "-yes")).isEqualTo(ExitCode.DONE);
    assertThat(desk.asked).hasSize(2);
  }

  @Test
  void aScriptIsNotAsked() {
    String node = desk.node(1);
    desk.answer = Optional.of("n");
    assertThat(desk.types("drain", "-node", node)).isEqualTo(ExitCode.DONE);
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void aBarIsDrawnForAPersonWhoWatches() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "10m");
    desk.terminal = new Terminal(true, false, 100);
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node, "-yes");
    desk.until("drawn", () -> desk.err().contains("draining client-1 0/1 (0%)"));
    desk.until("draining", () -> desk.drains(node));
    desk.clock.advance(Duration.ofMinutes(10));
    assertThat(Desk.end(run)).isEqualTo(ExitCode.DONE);
    assertThat(desk.err()).contains("draining client-1 1/1 (100%)").doesNotContain("\u001b[3");
  }

  @Test
  void somebodyElsesDrainIsJoinedAndItsEndIsKeptUnlessASoonerOneIsAskedFor() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "10h");
    desk.client.nodes().drain(node, Duration.ofHours(5), false, Map.of("message", "rack 7"));
    assertThat(desk.types("drain", "-node", node, "-detach")).isEqualTo(ExitCode.DONE);
    assertThat(desk.drainPuts()).isEqualTo(1);
    assertThat(desk.types("drain", "-node", node, "-deadline", "6h", "-detach"))
        .isEqualTo(ExitCode.DONE);
    assertThat(desk.drainPuts()).as("never later").isEqualTo(1);
    assertThat(desk.types("drain", "-node", node, "-deadline", "10m", "-detach"))
        .isEqualTo(ExitCode.DONE);
    assertThat(desk.drainPuts()).isEqualTo(2);
    assertThat(deadlineSeconds(node)).isBetween(570L, 580L);
    assertThat(desk.read(node).lastDrain().orElseThrow().meta()).containsEntry("message", "rack 7");
  }

  @Test
  void shorteningADrainKeepsTheNoticesThatCalledForIt() {
    String node = desk.node(1);
    desk.runs("b", "batch", "10h");
    Map<String, String> ours =
        Map.of(Ownership.INSTANCE, Desk.instance(1), Ownership.NOTICES, "spot/x/1");
    desk.client.nodes().drain(node, Duration.ofHours(5), false, ours);
    desk.types("drain", "-node", node, "-deadline", "10m", "-detach");
    assertThat(desk.read(node).lastDrain().orElseThrow().meta().get(Ownership.NOTICES))
        .contains("requested/" + Desk.instance(1) + "/", " spot/x/1");
  }

  @Test
  void aDrainThatSomebodyCancelsIsLeftAlone() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("draining", () -> desk.drains(node));
    desk.client.nodes().cancelDrain(node, true);
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("somebody cancelled the drain", "1 allocation left");
    assertThat(desk.read(node).schedulingEligibility()).isEqualTo("eligible");
    assertThat(desk.drainPuts()).isEqualTo(1);
  }

  @Test
  void soIsOneThatWasOnlyJoined() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.client.nodes().drain(node, Duration.ofMinutes(50), false, Map.of());
    AtomicInteger looks = new AtomicInteger();
    desk.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/node/" + node + "/allocations"),
            new Fault.Run(looks::incrementAndGet));
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("joined", () -> looks.get() >= 3);
    desk.client.nodes().cancelDrain(node, true);
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("somebody cancelled the drain");
    assertThat(desk.drainPuts()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWatchingAndNotTheDrain() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("draining", () -> desk.drains(node));
    desk.signals.send("INT");
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out())
        .contains(
            "goes on in Nomad",
            "nomad-ops drainer status -node " + node,
            "drainer cancel -node " + node);
    assertThat(desk.drains(node)).isTrue();
  }

  @Test
  void whatNomadRefusesIsNotAskedForForEver() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Status(403, "Permission denied", 0));
    assertThat(desk.types("drain", "-node", node)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("is not empty", "Nomad refuses");
    assertThat(desk.drainPuts()).isZero();
  }

  @Test
  void aNodeWhoseWorkDoesNotStopInTimeIsNoSuccess() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run =
        desk.starts("drain", "-node", node, "-deadline", "10m", "-json");
    desk.until("draining", () -> desk.drains(node));
    // An old look at a time that is over stands for a client that does not stop its tasks.
    desk.nomad.faults().inject(Match.of("GET", "/v1/node/" + node), new Fault.StaleRead());
    desk.nomad.state().pinStaleReads();
    desk.clock.advance(Duration.ofMinutes(11));
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.json().path("ending").asString()).isEqualTo("not_empty");
    assertThat(desk.json().path("left").asInt()).isEqualTo(1);
  }

  @Test
  void aNodeThatGoesDownMeanwhileIsNoSuccess() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("draining", () -> desk.drains(node));
    desk.nomad.state().nodeStatus(node, "down");
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("is gone", "is down");
    assertThat(desk.types("drain", "-node", node)).isEqualTo(ExitCode.REFUSED);
    assertThat(desk.err()).contains("is down: there is nothing on it");
  }

  @Test
  void anInstanceThatIsTwoNodesNeedsAnId() {
    desk.node(1);
    desk.node(1);
    assertThat(desk.types("drain", "-instance", Desk.instance(1))).isEqualTo(ExitCode.USAGE);
    assertThat(desk.err()).contains("is 2 nodes", "give one of them with -node");
  }

  @Test
  void ofTwoNodesOfAnInstanceTheOneThatIsUpIsMeant() {
    desk.nomad.state().nodeStatus(desk.node(1), "down");
    String up = desk.node(1);
    assertThat(desk.types("drain", "-instance", Desk.instance(1))).isEqualTo(ExitCode.DONE);
    assertThat(desk.read(up).schedulingEligibility()).isEqualTo("ineligible");
  }

  @Test
  void aTokenThatCannotDrainIsToldWhatItLacks() throws Exception {
    try (Desk guarded = new Desk(SimulatorOptions.defaults().withAcl(true))) {
      String node = guarded.node(1);
      guarded.token = guarded.tokenWith("node { policy = \"read\" }");
      assertThat(guarded.types("drain", "-node", node)).isEqualTo(ExitCode.FAILED);
      assertThat(guarded.err()).contains("lacks node:write");
      guarded.token = guarded.tokenWith("node { policy = \"write\" }");
      assertThat(guarded.types("drain", "-node", node)).isEqualTo(ExitCode.DONE);
      assertThat(guarded.out()).contains("no batch work that the token sees was cut off");
    }
  }

  @Test
  void aNomadThatIsNotThereEndsWithThree() {
    desk.nomad.close();
    assertThat(desk.types("drain", "-node", "ab")).isEqualTo(ExitCode.UNREACHABLE);
  }
}
