package nomadops.health.quarantine;

import static nomadops.health.quarantine.QuarantineRig.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.Guard;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.runtime.pause.Pauses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What people do to clients stays as they left it, and their word is heard.
@Timeout(60)
class OperatorsHandTest {
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
  void whatAPersonOpensIsTheirs() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);

    rig.client.nodes().eligibility(node, true);
    assertThat(words(rig.go(controller, LONG))).containsExactly("Disown");

    assertThat(rig.takesWork(node)).isTrue();
    assertThat(rig.record(node)).isEmpty();
    assertThat(controller.last().orElseThrow().holds())
        .extracting(Decision.Hold::guard)
        .containsExactly(Guard.THEIRS);
  }

  @Test
  void whatAPersonTouchedStaysAsTheyLeftIt() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);

    rig.client.nodes().eligibility(node, true);
    rig.client.nodes().eligibility(node, false);
    rig.well(node);

    assertThat(words(rig.go(controller, Duration.ofHours(6)))).containsExactly("Disown");
    assertThat(rig.takesWork(node)).isFalse();
  }

  @Test
  void whatAPersonClosedIsNeverOpened() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = rig.controller("one");
    rig.client.nodes().eligibility(node, false);
    rig.sick(node);
    assertThat(rig.go(controller, LONG)).isEmpty();
    rig.well(node);

    assertThat(rig.go(controller, Duration.ofHours(6))).isEmpty();
    assertThat(rig.takesWork(node)).isFalse();
    assertThat(rig.changes()).hasSize(1);
  }

  @Test
  void theOperatorsWordOpensAClientAtOnce() throws Exception {
    String node = rig.add("precious", Map.of("nomad-ops.quarantine", "never"));
    Controller controller = rig.controller("one");
    rig.sick(node);
    assertThat(rig.go(controller, LONG)).isEmpty();
    assertThat(controller.last().orElseThrow().holds())
        .extracting(Decision.Hold::guard)
        .containsExactly(Guard.OVERRIDE);

    // As if it had been closed before the word was given.
    long left = rig.client.nodes().eligibility(node, false).index();
    Ownership record =
        new Ownership("one", "docker", rig.now, rig.now.plusSeconds(1), OptionalLong.of(left));
    assertThat(rig.records.begin(node, record)).isPresent();

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Release");
    assertThat(rig.takesWork(node)).isTrue();
  }

  @Test
  void aPauseHoldsQuarantinesBackAndLetsReleasesThrough() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withOneQuarantined(node);
    rig.pauses.pause(Pauses.ALL, "ada", "the upgrade", rig.now, Optional.empty());
    rig.sick(rig.nodes.get(4));
    rig.well(node);

    assertThat(words(rig.go(controller, LONG))).containsExactly("Release");
    assertThat(controller.last().orElseThrow().holds())
        .extracting(Decision.Hold::guard)
        .containsExactly(Guard.FREEZE);

    assertThat(rig.pauses.resume(Pauses.ALL)).isTrue();
    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine");
  }
}
