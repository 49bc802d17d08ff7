package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.NodeFacts;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which node an instance is, and what is on it.
final class NomadClientsTest {
  private final ClusterRig rig = new ClusterRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private List<NodeFacts> of(int instance) throws InterruptedException {
    return rig.clients.of(ClusterRig.instance(instance));
  }

  @Test
  void aNodeIsFoundByItsAttributeEvenWithoutAnIndex() throws Exception {
    rig.node(1);
    String wanted = rig.node(2);
    assertThat(of(2)).extracting(NodeFacts::id).containsExactly(wanted);
    NodeFacts node = of(2).getFirst();
    assertThat(node.name()).isEqualTo("client-2");
    assertThat(node.status()).isEqualTo("ready");
    assertThat(node.eligible()).isTrue();
    assertThat(node.drain()).isEmpty();
    assertThat(node.lastDrain()).isEmpty();
  }

  @Test
  void aNodeIsFoundByItsMetaOrItsNameWhereTheCloudSetsNoAttribute() throws Exception {
    String byMeta = rig.nomad.state().addNode("a", Map.of(), Map.of("instance-id", "vm-7"));
    String byName = rig.nomad.state().addNode("vm-8", Map.of(), Map.of());
    assertThat(rig.clients.of(new InstanceId("vm-7")))
        .extracting(NodeFacts::id)
        .containsExactly(byMeta);
    assertThat(rig.clients.of(new InstanceId("vm-8")))
        .extracting(NodeFacts::id)
        .containsExactly(byName);
  }

  @Test
  void aNodeThatNamesAnotherInstanceIsNotTakenForOneThatItIsCalledLike() throws Exception {
    rig.nomad
        .state()
        .addNode(
            "i-old", Map.of(InstanceNaming.AWS_ATTRIBUTE, "i-new"), Map.of("instance-id", "i-old"));
    assertThat(rig.clients.of(new InstanceId("i-old"))).isEmpty();
    assertThat(rig.clients.of(new InstanceId("i-new"))).hasSize(1);
  }

  @Test
  void twoNodesOfOneInstanceAreBothFound() throws Exception {
    String first = rig.node(1);
    String second = rig.node(1);
    assertThat(of(1)).extracting(NodeFacts::id).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aClientThatRegisteredAnewIsFoundThoughTheIndexKnowsTheOldNodeOnly() throws Exception {
    String old = rig.node(1);
    assertThat(of(1)).hasSize(1);
    rig.nomad.state().nodeStatus(old, "down");
    String renewed = rig.node(1);
    rig.clock.advance(Duration.ofSeconds(4));
    assertThat(of(1)).extracting(NodeFacts::id).containsExactly(old, renewed);
  }

  @Test
  void aNodeThatWasPurgedIsNoLongerFound() throws Exception {
    String node = rig.node(1);
    assertThat(of(1)).hasSize(1);
    rig.client.nodes().purge(node);
    assertThat(of(1)).isEmpty();
    assertThat(rig.clients.indexed()).isZero();
  }

  @Test
  void anUnknownInstanceCostsOneListEveryFewSecondsHoweverOftenItIsNamed() throws Exception {
    Faults.Handle lists = rig.nomad.faults().inject(Match.of("GET", "/v1/nodes"), none());
    for (int i = 0; i < 20; i++) {
      assertThat(of(9)).isEmpty();
    }
    assertThat(lists.hits()).isEqualTo(1);
    rig.clock.advance(Duration.ofSeconds(3));
    assertThat(of(9)).isEmpty();
    assertThat(of(8)).isEmpty();
    assertThat(lists.hits()).isEqualTo(3);
  }

  @Test
  void anInstanceIdThatNoFilterCanQuoteIsFoundByTheIndexOrNotAtAll() throws Exception {
    Map<String, String> none = Map.of();
    String tick = rig.nomad.state().addNode("a\"`b", none, none);
    String quote = rig.nomad.state().addNode("a\"b", none, none);
    assertThat(rig.clients.of(new InstanceId("a\"`b"))).isEmpty();
    assertThat(rig.clients.of(new InstanceId("a\"b")))
        .extracting(NodeFacts::id)
        .containsExactly(quote);
    try (Following _ = rig.follow(NodeListener.NONE)) {
      ClusterRig.until("indexed", rig.clients::isIndexed);
      assertThat(rig.clients.of(new InstanceId("a\"`b")))
          .extracting(NodeFacts::id)
          .containsExactly(tick);
    }
  }

  @Test
  void whatIsOverIsNotOnTheNodeAndTheSlowestTellsHowLongStoppingTakes() throws Exception {
    rig.node(1);
    rig.runs("short", "batch", "10s");
    rig.runs("long", "batch", "1h");
    rig.runs("sys", "system", "24h");
    rig.clock.advance(Duration.ofSeconds(10));
    NodeFacts.Allocs allocs = of(1).getFirst().allocs().orElseThrow();
    assertThat(allocs.running())
        .extracting(NodeFacts.Alloc::job, NodeFacts.Alloc::jobType)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("long", "batch"),
            org.assertj.core.groups.Tuple.tuple("sys", "system"));
    assertThat(allocs.counted()).isEqualTo(1);
    assertThat(allocs.longestKillTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(allocs.lastEnded()).contains(rig.clock.instant());
    assertThat(allocs.running().getFirst().since()).isEqualTo(rig.clock.instant().minusSeconds(10));
  }

  @Test
  void aNodeIsShownEvenWhenItsAllocationsCannotBeHad() throws Exception {
    String node = rig.node(1);
    rig.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/node/" + node + "/allocations"),
            new Fault.Status(403, "Permission denied", 0));
    assertThat(of(1)).hasSize(1);
    assertThat(of(1).getFirst().allocs()).isEmpty();
  }

  @Test
  void anInterruptEndsAQuestion() {
    rig.node(1);
    Thread.currentThread().interrupt();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> of(1)))
        .isInstanceOf(InterruptedException.class);
    boolean _ = Thread.interrupted();
  }

  private static Fault none() {
    return new Fault.Run(() -> {});
  }
}
