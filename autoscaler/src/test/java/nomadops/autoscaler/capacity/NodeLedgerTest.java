package nomadops.autoscaler.capacity;

import static nomadops.autoscaler.capacity.Tellings.T0;
import static nomadops.autoscaler.capacity.Tellings.ended;
import static nomadops.autoscaler.capacity.Tellings.node;
import static nomadops.autoscaler.capacity.Tellings.runs;
import static nomadops.autoscaler.capacity.Tellings.stub;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.shape.Resources;
import nomadops.client.model.AllocatedResources;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeLedgerTest {
  private final Map<String, Duration> known = new HashMap<>();
  private final NodeLedger ledger =
      new NodeLedger(
          Tellings.INSTANCE,
          (job, group) -> Optional.ofNullable(known.get(job + "/" + group)),
          Optional.of("own"));

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  private PoolNode only() {
    assertThat(ledger.nodes()).hasSize(1);
    return ledger.nodes().getFirst();
  }

  @Test
  void aNodeIsWhatItSaysWithoutWhatIsKeptBack() {
    ledger.node(node("n1", 10), at(0));
    PoolNode node = only();
    assertThat(node.instance()).contains("i-n1");
    assertThat(node.status()).isEqualTo(PoolNode.Status.READY);
    assertThat(node.takesWork()).isTrue();
    assertThat(node.profile().total())
        .isEqualTo(
            new Resources(
                4000, 8000, 50_000, 2, 10, Map.of("gpu", 2, "nvidia/gpu", 2, "nvidia/gpu/T4", 2)));
    assertThat(node.profile().mhzPerCore()).isEqualTo(2400);
    assertThat(node.free().free()).isEqualTo(node.profile().total());
    assertThat(node.registeredAt()).as("it was ready before we looked").isEqualTo(at(-100));
    assertThat(node.keep()).isFalse();
  }

  @Test
  void systemJobsTakeRoomAndLeaveTheNodeEmpty() {
    ledger.node(node("n1", 10), at(0));
    ledger.placement(runs("a", "n1", "logs", "system", 11), at(1));
    ledger.placement(runs("b", "n1", "scan", "sysbatch", 12), at(2));
    assertThat(only().empty()).isTrue();
    assertThat(only().idleSince()).contains(at(0));
    assertThat(only().used()).isEqualTo(Resources.NONE);
    assertThat(only().free().free().cpu()).isEqualTo(3000);
    assertThat(only().free().free().slots()).isEqualTo(8);
  }

  @Test
  void whateverAnAllocationTakesIsNoLongerFree() {
    ledger.node(node("n1", 10), at(0));
    AllocatedResources takes =
        new AllocatedResources(2900, 1, 512, 300, Map.of("nvidia/gpu/T4", 1), Set.of(8080, 23000));
    ledger.placement(runs("a", "n1", "train", "batch", 11, takes), at(1));
    Resources free = only().free().free();
    assertThat(free)
        .isEqualTo(
            new Resources(
                1100, 7488, 49_700, 1, 9, Map.of("gpu", 1, "nvidia/gpu", 1, "nvidia/gpu/T4", 1)));
    assertThat(only().free().taken())
        .containsExactlyInAnyOrder("port 8080", "port 23000", "job default/train");
    assertThat(only().used().cpu()).isEqualTo(2900);
    assertThat(only().allocations()).isEqualTo(1);
    assertThat(only().idleSince()).isEmpty();
  }

  @Test
  void aNodeIsIdleFromTheEndOfItsLastWorkOn() {
    ledger.node(node("n1", 10), at(0));
    ledger.placement(runs("a", "n1", "j", "batch", 11), at(5));
    ledger.placement(runs("b", "n1", "j", "batch", 12), at(6));
    ledger.placement(ended("a", "n1", "j", 13), at(7));
    assertThat(only().idleSince()).isEmpty();
    ledger.placement(ended("b", "n1", "j", 14), at(9));
    assertThat(only().idleSince()).contains(at(9));
    assertThat(only().free().free()).isEqualTo(only().profile().total());
  }

  @Test
  void anAllocationWhoseJobNobodyKnowsIsWorkUntilItIsKnown() {
    ledger.node(node("n1", 10), at(0));
    ledger.placement(runs("a", "n1", "logs", "", 11), at(1));
    assertThat(only().empty()).isFalse();
    ledger.jobType(JobKey.inDefault("logs"), "system", at(2));
    assertThat(only().empty()).isTrue();
    ledger.placement(runs("b", "n1", "logs", "", 12), at(3));
    assertThat(only().empty()).as("the next one's type is known").isTrue();
    ledger.retainJobs(Set.of());
    ledger.placement(runs("b", "n1", "logs", "", 13), at(4));
    assertThat(only().empty()).as("an allocation does not change its job").isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "1, true",
    "yes please, true",
    "'', false",
    "false, false",
    "No, false",
    "0, false"
  })
  void metaKeepsANode(String said, boolean keep) {
    ledger.node(node("n1", 10, "ready", Map.of("nomad-ops.autoscaler/keep", said)), at(0));
    assertThat(only().keep()).isEqualTo(keep);
  }

  @Test
  void theNodeThatThisProcessRunsOnIsKept() {
    ledger.node(node("own", 10), at(0));
    assertThat(only().keep()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "initializing, INITIALIZING",
    "ready, READY",
    "down, DOWN",
    "disconnected, DISCONNECTED",
    "anything else, DOWN"
  })
  void statusesAreNomads(String said, PoolNode.Status status) {
    ledger.node(node("n1", 10, said, Map.of()), at(0));
    assertThat(only().status()).isEqualTo(status);
  }

  @Test
  void aNodeIsBusyUntilTheLastOfItsAllocationsIsExpectedToEnd() {
    known.put("default/etl/g", Duration.ofMinutes(5));
    known.put("default/long/g", Duration.ofMinutes(9));
    ledger.node(node("n1", 10), at(0));
    assertThat(only().busyUntil()).isEmpty();
    ledger.placement(runs("a", "n1", "etl/dispatch-1700-ab", "batch", 11), at(1));
    assertThat(only().busyUntil()).contains(T0.plus(Duration.ofMinutes(5)));
    ledger.placement(runs("b", "n1", "long", "batch", 12), at(1));
    assertThat(only().busyUntil()).contains(T0.plus(Duration.ofMinutes(9)));
    ledger.placement(runs("s", "n1", "logs", "system", 13), at(1));
    assertThat(only().busyUntil()).isPresent();
    ledger.placement(runs("c", "n1", "web", "service", 14), at(1));
    assertThat(only().busyUntil()).as("nobody knows when the service ends").isEmpty();
  }

  @Test
  void betterEstimatesAreAskedForWhenItIsSaid() {
    ledger.node(node("n1", 10), at(0));
    ledger.placement(runs("a", "n1", "etl", "batch", 11), at(1));
    assertThat(only().busyUntil()).isEmpty();
    known.put("default/etl/g", Duration.ofMinutes(5));
    assertThat(only().busyUntil()).isEmpty();
    ledger.expectAnew();
    assertThat(only().busyUntil()).contains(T0.plus(Duration.ofMinutes(5)));
  }

  @Test
  void onlyNodesThatChangedAreReckonedUpAnew() {
    ledger.node(node("n1", 10), at(0));
    ledger.node(node("n2", 11), at(0));
    List<PoolNode> before = ledger.nodes();
    ledger.placement(runs("a", "n2", "j", "batch", 12), at(1));
    List<PoolNode> after = ledger.nodes();
    assertThat(after.getFirst()).isSameAs(before.getFirst());
    assertThat(after.getLast()).isNotSameAs(before.getLast());
  }

  @Test
  void aListKeepsWhatOnlyTheWholeNodeTells() {
    ledger.node(node("n1", 10), at(0));
    assertThat(ledger.unread()).isEmpty();
    assertThat(ledger.nodes(List.of(stub("n1", 20, 1, "ready", "ineligible")), 20, at(1))).isTrue();
    assertThat(only().eligible()).isFalse();
    assertThat(only().instance()).contains("i-n1");
    assertThat(only().profile().total().slots()).isEqualTo(10);
    assertThat(ledger.unread()).as("it changed while nobody listened").containsExactly("n1");
    ledger.node(node("n1", 20), at(2));
    assertThat(ledger.unread()).isEmpty();
  }

  @Test
  void aNodeThatRegisteredAnewIsAnotherOne() {
    ledger.node(node("n1", 10), at(0));
    assertThat(ledger.nodes(List.of(stub("n1", 30, 29, "ready", "eligible")), 30, at(50))).isTrue();
    assertThat(only().instance()).isEmpty();
    assertThat(only().registeredAt()).isEqualTo(at(50));
    assertThat(ledger.unread()).containsExactly("n1");
  }

  @Test
  void aNodeThatIsNotListedIsGoneAndItsAllocationsWaitForIt() {
    ledger.node(node("n1", 10), at(0));
    ledger.placement(runs("a", "n1", "j", "batch", 11), at(0));
    assertThat(ledger.nodes(List.of(), 12, at(1))).isTrue();
    assertThat(ledger.nodes()).isEmpty();
    ledger.node(node("n1", 13), at(2));
    assertThat(only().allocations()).isEqualTo(1);
    ledger.nodeGone("n1", 14, at(3));
    ledger.node(node("n1", 13), at(4));
    assertThat(ledger.nodes()).isEmpty();
  }

  @Test
  void itIsCompleteOnceBothWereListed() {
    assertThat(ledger.complete()).isFalse();
    assertThat(ledger.nodes(List.of(stub("n1", 5)), 5, at(0))).isTrue();
    assertThat(ledger.complete()).isFalse();
    assertThat(ledger.placements(List.of(ended("a", "n1", "j", 4)), 5, at(0))).isTrue();
    assertThat(ledger.complete()).isTrue();
    assertThat(ledger.placements()).isZero();
  }

  @Test
  void aPoolHasTheNodesOfItsScope() {
    ledger.node(node("n1", 10), at(0));
    assertThat(ledger.nodes(PoolScope.all("p"))).hasSize(1);
    assertThat(ledger.nodes(new PoolScope("p", Optional.of("gpu"), Optional.empty(), List.of())))
        .isEmpty();
  }
}
