package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.plan.Ownership;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One node is drained by hand: which, by when, and who is asked.
class DrainCommandTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
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
    assertThat(desk.deadlineSeconds(node)).isBetween(570L, 580L);
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
