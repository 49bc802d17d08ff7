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
  private final Bench bench = new Bench();
  private String node = "";

  @BeforeEach
  void aNode() {
    node = bench.node(1);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private NodeFacts facts() throws InterruptedException {
    return bench.clients.of(Bench.instance(1)).getFirst();
  }

  private java.util.Optional<Stalled> stalled() throws InterruptedException {
    return Stalled.of(facts(), bench.clock.instant());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 120, 36_000})
  void itIsSeenAFewSecondsAfterTheLastEndAndItsNudgeEndsIt(long deadline) throws Exception {
    bench.runs("s", "sysbatch", "30s");
    bench.clients.drain(node, Duration.ofSeconds(deadline), true, OURS);
    bench.clock.advance(Duration.ofSeconds(29));
    assertThat(stalled()).isEmpty();
    bench.clock.advance(Duration.ofSeconds(6));
    assertThat(stalled()).isEmpty();
    bench.clock.advance(Duration.ofSeconds(1));
    Stalled seen = stalled().orElseThrow();
    assertThat(seen.reason()).contains("does not end");
    bench.clients.drain(node, seen.nudge(), true, OURS);
    assertThat(bench.read(node).lastDrain().orElseThrow().status()).isEqualTo("complete");
    assertThat(bench.read(node).lastDrain().orElseThrow().meta()).isEqualTo(OURS);
    assertThat(stalled()).isEmpty();
  }

  @Test
  void aNudgeStopsNothingThatTheTokenDoesNotSee() throws Exception {
    bench.runs("hidden", "batch", "1h");
    bench.clients.drain(node, Duration.ofHours(10), true, OURS);
    bench.clock.advance(Duration.ofMinutes(1));
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
    Duration nudge = Stalled.of(blind, bench.clock.instant()).orElseThrow().nudge();
    bench.clients.drain(node, nudge, true, OURS);
    assertThat(facts().allocs().orElseThrow().counted()).isEqualTo(1);
    assertThat(facts().drain()).isPresent();
  }

  @Test
  void aNodeThatStillRunsSomethingOrDoesNotDrainOrIsDownIsNotStalled() throws Exception {
    bench.clock.advance(Duration.ofHours(1));
    assertThat(stalled()).isEmpty();
    bench.runs("b", "batch", "10h");
    bench.clients.drain(node, Duration.ZERO, true, OURS);
    bench.clock.advance(Duration.ofHours(1));
    assertThat(stalled()).isEmpty();
    bench.nomad.state().nodeStatus(node, "down");
    assertThat(stalled()).isEmpty();
  }
}
