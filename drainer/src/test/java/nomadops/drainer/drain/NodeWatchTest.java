package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.drainer.plan.NodeFacts;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The index stays fresh, and late joiners are told.
final class NodeWatchTest {
  /// The server remembers one event only: what was before is known by lists.
  private final ClusterRig rig =
      new ClusterRig(
          SimulatorOptions.defaults().withNodes(0).withEvents(Duration.ofSeconds(30), 1));

  private final List<String> registered = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    rig.close();
  }

  private void joined(Object instance, String nodeId) {
    registered.add(instance + "=" + nodeId);
  }

  private String joined(int instance, String nodeId) {
    return ClusterRig.instance(instance) + "=" + nodeId;
  }

  @Test
  void terminateEventBeforeTheNodeRegistersTheLateJoinerIsTold() throws Exception {
    try (Following _ = rig.follow(this::joined)) {
      ClusterRig.until("indexed", rig.clients::isIndexed);
      assertThat(rig.clients.of(ClusterRig.instance(1))).isEmpty();
      String node = rig.node(1);
      ClusterRig.until("told", () -> registered.contains(joined(1, node)));
      // Just asked for in vain, and found at once: the index knows it, no list is needed.
      assertThat(rig.clients.of(ClusterRig.instance(1)))
          .extracting(NodeFacts::id)
          .containsExactly(node);
    }
  }

  @Test
  void whatWasThereAtTheStartIsToldToo() throws Exception {
    String node = rig.node(1);
    try (Following _ = rig.follow(this::joined)) {
      ClusterRig.until("told", () -> registered.contains(joined(1, node)));
    }
  }

  @Test
  void whatRegisteredWhileTheStreamWasBrokenIsFoundByANewList() throws Exception {
    try (Following _ = rig.follow(this::joined)) {
      ClusterRig.until("indexed", rig.clients::isIndexed);
      Faults.Handle broken =
          rig.nomad
              .faults()
              .inject(
                  Match.of("GET", "/v1/event/stream"),
                  new Fault.Status(403, "Permission denied", 0));
      rig.nomad.cutStreams();
      ClusterRig.until("the stream is refused", () -> broken.hits() > 0);
      String node = rig.node(1);
      ClusterRig.until("told", () -> registered.contains(joined(1, node)));
      assertThat(broken.hits()).isPositive();
    }
  }

  @Test
  void eventsThatAServerForgotAreMadeUpForByANewList() throws Exception {
    try (Following _ = rig.follow(this::joined)) {
      ClusterRig.until("indexed", rig.clients::isIndexed);
      Faults.Handle broken =
          rig.nomad.faults().inject(Match.of("GET", "/v1/event/stream"), Fault.unavailable());
      rig.nomad.restart();
      String node = rig.node(1);
      rig.nomad.restart();
      broken.remove();
      ClusterRig.until("told", () -> registered.contains(joined(1, node)));
    }
  }

  @Test
  void aNodeThatIsPurgedLeavesTheIndex() throws Exception {
    String node = rig.node(1);
    try (Following _ = rig.follow(this::joined)) {
      ClusterRig.until("indexed", () -> rig.clients.indexed() == 1);
      rig.client.nodes().purge(node);
      ClusterRig.until("gone", () -> rig.clients.indexed() == 0);
    }
  }

  @Test
  void aNodeThatCannotBeReadIsReadLaterAndHoldsUpNobody() throws Exception {
    String node = rig.node(1);
    rig.node(2);
    Faults.Handle hidden =
        rig.nomad
            .faults()
            .inject(Match.of("GET", "/v1/node/" + node), new Fault.Status(403, "no", 0));
    try (Following _ = rig.follow(this::joined)) {
      ClusterRig.until("tried", () -> hidden.hits() > 0);
      assertThat(rig.clients.isIndexed()).isFalse();
      assertThat(registered).doesNotContain(joined(1, node));
      hidden.remove();
      assertThat(rig.clients.of(ClusterRig.instance(1))).hasSize(1);
      ClusterRig.until("indexed", rig.clients::isIndexed);
    }
  }

  @Test
  void aThousandNodesAreReadByAFewAtOnceAndAnyOfThemIsAnsweredMeanwhile() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      rig.node(i);
    }
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    Faults.Handle reads =
        rig.nomad
            .faults()
            .inject(
                Match.of("GET", "/v1/node/"),
                new Fault.Run(() -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  pause();
                  now.decrementAndGet();
                }));
    try (Following _ = rig.follow(this::joined)) {
      ClusterRig.until("reading", () -> now.get() > 0);
      assertThat(rig.clients.isIndexed()).isFalse();
      assertThat(rig.clients.of(ClusterRig.instance(999))).hasSize(1);
      ClusterRig.until("indexed", rig.clients::isIndexed);
    }
    assertThat(rig.clients.indexed()).isEqualTo(1_000);
    // Two more are the question's own.
    assertThat(most).hasValueBetween(2, 18);
    assertThat(reads.hits()).isGreaterThanOrEqualTo(999);
    assertThat(registered).hasSizeGreaterThanOrEqualTo(999);
  }

  private static void pause() {
    try {
      nomadops.client.time.Pause.system().sleep(Duration.ofMillis(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
