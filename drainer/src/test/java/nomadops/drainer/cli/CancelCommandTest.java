package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What we took is given back, and nothing else. */
class CancelCommandTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  private boolean isEligible(String node) {
    return desk.read(node).schedulingEligibility().equals("eligible");
  }

  @Test
  void aDrainOfOursEndsAndItsNodeTakesWorkAgain() {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.types("drain", "-node", node, "-detach");
    assertThat(desk.types("cancel", "-instance", Desk.instance(1))).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("(client-1) takes work again");
    assertThat(desk.drains(node)).isFalse();
    assertThat(isEligible(node)).isTrue();
    assertThat(desk.types("cancel", "-node", node)).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("takes work already");
  }

  @Test
  void somebodyElsesDrainIsLeftAloneAndItsEndNamed() {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.client.nodes().drain(node, Duration.ofHours(1), false, Map.of("message", "rack 7"));
    assertThat(desk.types("cancel", "-node", node)).isEqualTo(ExitCode.REFUSED);
    assertThat(desk.err()).contains("rack 7", "nomad node drain -disable " + node);
    assertThat(desk.drains(node)).isTrue();
  }

  @Test
  void anIneligibilityThatSomebodySetIsLeftAlone() {
    String node = desk.node(1);
    desk.client.nodes().eligibility(node, false);
    assertThat(desk.types("cancel", "-node", node)).isEqualTo(ExitCode.REFUSED);
    assertThat(desk.err()).contains("nomad node eligibility -enable " + node);
    assertThat(isEligible(node)).isFalse();
  }

  @Test
  void aNodeMustBeMeantAndThere() {
    assertThat(desk.types("cancel")).isEqualTo(ExitCode.USAGE);
    assertThat(desk.err()).contains("give -node ID or -instance ID");
    assertThat(desk.types("cancel", "-instance", "i-1")).isEqualTo(ExitCode.FAILED);
    desk.nomad.close();
    assertThat(desk.types("cancel", "-node", "ab")).isEqualTo(ExitCode.UNREACHABLE);
  }
}
