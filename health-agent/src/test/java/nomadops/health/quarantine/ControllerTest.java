package nomadops.health.quarantine;

import static nomadops.health.quarantine.QuarantineRig.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.Guard;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.runtime.leader.Fence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The controller over a simulated cluster: what it writes, and above all what it does not.
@Timeout(60)
class ControllerTest {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofMinutes(20);

  private final QuarantineRig rig = new QuarantineRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private Controller withOneQuarantined(String node) throws InterruptedException {
    Controller controller = rig.controller("one");
    rig.sick(node);
    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine");
    return controller;
  }

  @Test
  void aSickClientIsTakenOutAndPutBackWhenItIsWell() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);

    assertThat(rig.takesWork(node)).isFalse();
    Ownership record = rig.record(node).orElseThrow();
    assertThat(record.by()).isEqualTo("one");
    assertThat(record.reason()).contains("docker fails since");
    assertThat(record.index()).hasValue(rig.node(node).events().getLast().createIndex());
    assertThat(words(rig.go(controller, LONG))).as("once is enough").isEmpty();

    rig.well(node);
    assertThat(words(rig.go(controller, LONG))).containsExactly("Release");
    assertThat(rig.takesWork(node)).isTrue();
    assertThat(rig.record(node)).isEmpty();
    assertThat(rig.changes()).hasSize(2);
  }

  @Test
  void aClientThatRegistersAnewIsStillOurs() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);
    long before = rig.node(node).modifyIndex();

    for (int i = 0; i < 12; i++) {
      rig.nomad.state().driverHealth(node, "mock_driver", true, i % 2 == 0);
      rig.nomad.state().nodeStatus(node, i % 2 == 0 ? "down" : "ready");
      assertThat(rig.go(controller, QuarantineRig.STEP)).isEmpty();
    }
    assertThat(rig.node(node).modifyIndex()).isGreaterThan(before);
    rig.well(node);

    assertThat(words(rig.go(controller, LONG))).containsExactly("Release");
    assertThat(rig.takesWork(node)).isTrue();
  }

  @Test
  void anotherControllerGoesOnWhereTheFirstEnded() throws Exception {
    String node = rig.nodes.get(3);
    Controller _ = withOneQuarantined(node);
    Controller next = rig.fresh("two", Fence.open(), false);
    rig.well(node);

    assertThat(words(rig.go(next, LONG))).containsExactly("Release");
    assertThat(rig.takesWork(node)).isTrue();
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    Controller controller = rig.controller("one", Fence.open(), true);
    rig.sick(rig.nodes.get(3));

    long before = rig.nomad.state().index();
    assertThat(rig.go(controller, LONG)).isEmpty();

    assertThat(controller.last().orElseThrow().holds())
        .extracting(Decision.Hold::guard)
        .containsExactly(Guard.DRY_RUN);
    assertThat(rig.nomad.state().index()).isEqualTo(before);
  }

  @Test
  void whoDoesNotLeadDoesNothingAndIsReadyWhenItsTimeComes() throws Exception {
    Controller controller = rig.controller("one", Fence.closed("another leads"), false);
    rig.sick(rig.nodes.get(3));

    assertThat(rig.go(controller, LONG)).isEmpty();
    assertThat(controller.last().orElseThrow().holds())
        .extracting(Decision.Hold::guard)
        .containsExactly(Guard.NO_LEADER);
    assertThat(rig.changes()).isEmpty();
  }

  @Test
  void withoutALeaderNothingHangsAndNothingIsDone() throws Exception {
    Controller controller = rig.controller("one");
    rig.sick(rig.nodes.get(3));
    rig.nomad.loseLeader();

    assertThat(rig.go(controller, LONG)).isEmpty();
    Turn blind = controller.last().orElseThrow();
    assertThat(blind.reading().trouble().orElseThrow()).contains("No cluster leader");
    assertThat(blind.holds()).extracting(Decision.Hold::guard).containsExactly(Guard.NO_LEADER);

    rig.nomad.regainLeader();
    assertThat(rig.go(controller, SHORT)).as("the leader is new").isEmpty();
    assertThat(words(rig.go(controller, SHORT.multipliedBy(2)))).containsExactly("Quarantine");
  }

  @Test
  void silenceQuarantinesNobodyAndKeepsNobodyClosedForGood() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);
    rig.nodes.forEach(rig::silent);

    assertThat(rig.go(controller, Duration.ofHours(3))).isEmpty();
    assertThat(words(rig.go(controller, Duration.ofMinutes(90)))).containsExactly("Release");
  }

  @Test
  void aRecordOfAClientThatIsGoneIsRemoved() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);

    rig.nomad.state().removeNode(node);
    assertThat(rig.go(controller, QuarantineRig.STEP)).isEmpty();

    assertThat(rig.record(node)).isEmpty();
  }

  @Test
  void aReportOfAClientThatNomadDoesNotKnowChangesNothing() throws Exception {
    Controller controller = rig.controller("one");
    rig.sick("c0ffee00-0000-4000-8000-000000000001");

    assertThat(rig.go(controller, LONG)).isEmpty();
    assertThat(controller.last().orElseThrow().deeds()).isEmpty();
    assertThat(rig.changes()).isEmpty();
  }

  @Test
  void aClientThatComesBackAsAnotherNodeIsLookedAtAnew() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);
    rig.nomad.state().removeNode(node);
    rig.silent(node);
    String next = rig.add("client-3", Map.of());
    rig.sick(next);

    assertThat(rig.go(controller, Duration.ofMinutes(3))).isEmpty();
    assertThat(rig.record(node)).as("of the former one").isEmpty();
    assertThat(rig.takesWork(next)).isTrue();
    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine");
    assertThat(rig.takesWork(next)).isFalse();
  }

  @Test
  void aRecordThatCannotBeReadKeepsOthersHandsOff() throws Exception {
    String node = rig.nodes.get(3);
    rig.client.nodes().eligibility(node, false);
    rig.client
        .variables()
        .write(
            "default",
            "nomad-ops/quarantine/" + node,
            Map.of("record", "{\"version\":9}"),
            OptionalLong.empty());
    Controller controller = rig.controller("one");
    rig.sick(node);

    assertThat(rig.go(controller, Duration.ofHours(6))).isEmpty();
    assertThat(rig.takesWork(node)).isFalse();
    assertThat(rig.records.of(node).orElseThrow().unreadable()).contains("version 1");
    assertThat(rig.changes()).hasSize(1);
  }

  @Test
  void whoeverHasARecordThatCannotBeReadIsNotClosed() throws Exception {
    String node = rig.nodes.get(3);
    rig.client
        .variables()
        .write(
            "default",
            "nomad-ops/quarantine/" + node,
            Map.of("record", "gone"),
            OptionalLong.empty());
    Controller controller = rig.controller("one");
    rig.sick(node);

    assertThat(rig.go(controller, LONG)).isEmpty();
    assertThat(controller.last().orElseThrow().holds())
        .extracting(Decision.Hold::guard)
        .containsExactly(Guard.EXEMPT);
  }

  @Test
  void aCommonTargetQuarantinesNobody() throws Exception {
    Controller controller = rig.controller("one");
    rig.nodes.forEach(rig::sick);

    assertThat(rig.go(controller, Duration.ofHours(1))).isEmpty();
    assertThat(controller.last().orElseThrow().causes())
        .singleElement()
        .satisfies(cause -> assertThat(cause.reason()).startsWith("10 of 10 clients fail"));
    assertThat(rig.changes()).isEmpty();
  }

  @Test
  void neverMoreThanTheShare() throws Exception {
    Controller controller = rig.controller("one");
    List<String> sick = rig.nodes.subList(0, 3);
    rig.sick(sick.get(0));
    assertThat(words(rig.go(controller, LONG))).containsExactly("Quarantine");
    rig.sick(sick.get(1));
    assertThat(words(rig.go(controller, LONG))).containsExactly("Quarantine");
    rig.sick(sick.get(2));

    assertThat(rig.go(controller, Duration.ofHours(2))).isEmpty();
    assertThat(rig.nodes).filteredOn(node -> !rig.takesWork(node)).hasSize(2);
  }
}
