package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.Stalled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A drain that a sysbatch allocation holds up.
final class StalledTest {
  private static final Map<String, String> OURS = Map.of("k", "v");
  private final ClusterRig rig = new ClusterRig();
  private String node = "";

  @BeforeEach
  void aNode() {
    node = rig.node(1);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private NodeFacts facts() throws InterruptedException {
    return rig.clients.of(ClusterRig.instance(1)).getFirst();
  }

  private java.util.Optional<Stalled> stalled() throws InterruptedException {
    return Stalled.of(facts(), rig.clock.instant());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 120, 36_000})
  void itIsSeenAFewSecondsAfterTheLastEndAndItsNudgeEndsIt(long deadline) throws Exception {
    rig.runs("s", "sysbatch", "30s");
    rig.clients.drain(node, Duration.ofSeconds(deadline), true, OURS);
    rig.clock.advance(Duration.ofSeconds(29));
    assertThat(stalled()).isEmpty();
    rig.clock.advance(Duration.ofSeconds(6));
    assertThat(stalled()).isEmpty();
    rig.clock.advance(Duration.ofSeconds(1));
    Stalled seen = stalled().orElseThrow();
    assertThat(seen.reason()).contains("does not end");
    rig.clients.drain(node, seen.nudge(), true, OURS);
    assertThat(rig.read(node).lastDrain().orElseThrow().status()).isEqualTo("complete");
    assertThat(rig.read(node).lastDrain().orElseThrow().meta()).isEqualTo(OURS);
    assertThat(stalled()).isEmpty();
  }

  @Test
  void aNudgeStopsNothingThatTheTokenDoesNotSee() throws Exception {
    rig.runs("hidden", "batch", "1h");
    rig.clients.drain(node, Duration.ofHours(10), true, OURS);
    rig.clock.advance(Duration.ofMinutes(1));
    NodeFacts seen = facts();
    NodeFacts blind =
        new NodeFacts(
            seen.id(),
            seen.name(),
            seen.nodeClass(),
            seen.status(),
            seen.eligible(),
            seen.drain(),
            seen.lastDrain(),
            seen.modifyIndex(),
            java.util.Optional.of(new NodeFacts.Allocs(java.util.List.of(), Duration.ZERO)));
    Duration nudge = Stalled.of(blind, rig.clock.instant()).orElseThrow().nudge();
    rig.clients.drain(node, nudge, true, OURS);
    assertThat(facts().allocs().orElseThrow().counted()).isEqualTo(1);
    assertThat(facts().drain()).isPresent();
  }

  @Test
  void aNodeThatStillRunsSomethingOrDoesNotDrainOrIsDownIsNotStalled() throws Exception {
    rig.clock.advance(Duration.ofHours(1));
    assertThat(stalled()).isEmpty();
    rig.runs("b", "batch", "10h");
    rig.clients.drain(node, Duration.ZERO, true, OURS);
    rig.clock.advance(Duration.ofHours(1));
    assertThat(stalled()).isEmpty();
    rig.nomad.state().nodeStatus(node, "down");
    assertThat(stalled()).isEmpty();
  }
}
