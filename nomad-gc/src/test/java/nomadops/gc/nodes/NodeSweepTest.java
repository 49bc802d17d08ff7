package nomadops.gc.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import nomadops.gc.nodes.NodeVerdict.Keep;
import nomadops.gc.nodes.NodeVerdict.Purge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSweepTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  private final TreeMap<String, NodeFacts> nodes = new TreeMap<>();
  private final List<String> listedDown = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final FakeNodes target = new FakeNodes();
  private Optional<String> hidden = Optional.empty();
  private Optional<String> closed = Optional.empty();
  private boolean fence = true;
  private long nanos;

  @Test
  void aNodeThatIsDownForLongWithNothingOnItGoes() {
    assertThat(new DownNodeRule(DAY).judge(node("a", "down", 25, false, 0), NOW))
        .isInstanceOf(Purge.class);
  }

  @Test
  void whateverElseANodeIsItStays() {
    DownNodeRule rule = new DownNodeRule(DAY);
    for (NodeFacts node :
        List.of(
            node("a", "ready", 25, false, 0),
            node("a", "disconnected", 25, false, 0),
            node("a", "initializing", 25, false, 0),
            node("a", "down", 23, false, 0),
            node("a", "down", 25, true, 0),
            node("a", "down", 25, false, 1))) {
      assertThat(rule.judge(node, NOW)).as("%s", node).isInstanceOf(Keep.class);
    }
  }

  @Test
  void whatAStaleListSaysIsLookedAtAgain() throws InterruptedException {
    add(node("a", "ready", 0, false, 0), true);
    add(node("b", "down", 30, false, 0), true);
    listedDown.add("gone");
    sweep(10).once(() -> false);
    assertThat(sent).containsExactly("b");
  }

  @Test
  void noMoreGoThanAnHourMayHave() throws InterruptedException {
    for (String id : List.of("a", "b", "c", "d")) {
      add(node(id, "down", 30, false, 0), true);
    }
    NodeSweep sweep = sweep(2);
    sweep.once(() -> false);
    assertThat(sent).containsExactly("a", "b");
    assertThat(sweep.counts().hold()).contains("an hour");
    nanos += Duration.ofMinutes(59).toNanos();
    sweep.once(() -> false);
    assertThat(sent).hasSize(2);
    nanos += Duration.ofMinutes(2).toNanos();
    sweep.once(() -> false);
    assertThat(sent).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aTokenThatDoesNotSeeEveryAllocationPurgesNothing() throws InterruptedException {
    add(node("a", "down", 30, false, 0), true);
    hidden = Optional.of("the token lacks read-job in secret");
    NodeSweep sweep = sweep(10);
    sweep.once(() -> false);
    assertThat(sent).isEmpty();
    assertThat(sweep.counts().hold()).contains("secret");
  }

  @Test
  void withoutTheFenceOrBehindAClosedGateNothingIsPurged() throws InterruptedException {
    add(node("a", "down", 30, false, 0), true);
    fence = false;
    sweep(10).once(() -> false);
    fence = true;
    closed = Optional.of("no leader");
    sweep(10).once(() -> false);
    assertThat(sent).isEmpty();
  }

  @Test
  void whereAPurgeFailsTheSweepEndsAndTheNextOneLooksAgain() throws InterruptedException {
    add(node("a", "down", 30, false, 0), true);
    add(node("b", "down", 30, false, 0), true);
    target.fault =
        new nomadops.client.fault.NomadFault.Answered(
            "PUT /v1/node/a/purge", 500, "leadership lost while committing log", null, "lost");
    NodeSweep sweep = sweep(10);
    assertThat(sweep.once(() -> false)).isFalse();
    assertThat(sweep.counts().of("unknown")).isEqualTo(1);
    assertThat(sent).containsExactly("a");
    target.fault = null;
    assertThat(sweep.once(() -> false)).isTrue();
    assertThat(sent).containsExactly("a", "a", "b");
  }

  /// Nodes come, go and come back while lists lag behind.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aNodeThatIsNotDownOrHasSomethingUnfinishedIsNeverPurged(long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    String[] statuses = {"ready", "down", "down", "disconnected"};
    NodeSweep sweep = sweep(1_000_000);
    for (int round = 0; round < 2_000; round++) {
      String id = "n" + random.nextInt(20);
      String status = statuses[random.nextInt(statuses.length)];
      NodeFacts node =
          node(id, status, random.nextInt(48), random.nextInt(8) == 0, random.nextInt(3) / 2);
      nodes.put(id, node);
      if (random.nextInt(3) > 0) {
        listedDown.clear();
        nodes.keySet().stream().filter(_ -> random.nextInt(2) == 0).forEach(listedDown::add);
      }
      sweep.once(() -> false);
    }
    assertThat(sent).as("seed %d: some go", seed).hasSizeGreaterThan(50);
  }

  private void add(NodeFacts node, boolean listed) {
    nodes.put(node.id(), node);
    if (listed) {
      listedDown.add(node.id());
    }
  }

  private static NodeFacts node(
      String id, String status, int hours, boolean draining, int unfinished) {
    Instant since = NOW.minus(Duration.ofHours(hours));
    return new NodeFacts(id, id, status, since, draining, unfinished, 1);
  }

  private NodeSweep sweep(int perHour) {
    return new NodeSweep(
        target,
        new DownNodeRule(DAY),
        perHour,
        () -> fence,
        () -> closed,
        new NodeJournal(Optional.empty(), () -> NOW),
        () -> NOW,
        () -> nanos,
        _ -> {});
  }

  /// Nomad, as far as nodes go. It asserts the sentence itself at every purge.
  private final class FakeNodes implements NodeTarget {
    private nomadops.client.fault.@org.jspecify.annotations.Nullable NomadFault fault;

    @Override
    public List<String> down() {
      return List.copyOf(listedDown);
    }

    @Override
    public Optional<String> hidden() {
      return hidden;
    }

    @Override
    public Optional<NodeFacts> read(String nodeId) {
      return Optional.ofNullable(nodes.get(nodeId));
    }

    @Override
    public Purged purge(String nodeId) {
      sent.add(nodeId);
      NodeFacts node = nodes.get(nodeId);
      assertThat(node).isNotNull();
      assertThat(node.status()).isEqualTo("down");
      assertThat(node.unfinished()).isZero();
      assertThat(node.draining()).isFalse();
      assertThat(node.statusSince()).isBeforeOrEqualTo(NOW.minus(DAY));
      if (fault != null) {
        throw fault;
      }
      nodes.remove(nodeId);
      listedDown.remove(nodeId);
      return new Purged(1, List.of());
    }

    @Override
    public void awaitEvals(Purged purged, Duration atMost) {}
  }
}
