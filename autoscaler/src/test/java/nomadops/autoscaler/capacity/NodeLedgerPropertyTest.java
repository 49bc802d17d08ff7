package nomadops.autoscaler.capacity;

import static nomadops.autoscaler.capacity.Tellings.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.shape.Resources;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A cluster's history, told in pieces, twice, out of order and by lists of before: in the end the
/// ledger says of each node what a plain sum over all allocations says.
final class NodeLedgerPropertyTest {
  private static final List<String> TYPES = List.of("service", "batch", "system", "sysbatch");

  @TestFactory
  Stream<DynamicTest> inTheEndEveryNodeIsThePlainSumOfItsAllocations() {
    return LongStream.range(0, 200)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(long seed) {
    Random random = new Random(seed);
    List<Placement> history = history(random, 20 + random.nextInt(200));
    NodeLedger ledger =
        new NodeLedger(Tellings.INSTANCE, ExpectedRuntime.UNKNOWN, Optional.empty());
    List<Runnable> tellings = new ArrayList<>();
    for (Placement write : history) {
      for (int n = 1 + random.nextInt(2); n > 0; n--) {
        tellings.add(() -> ledger.placement(untyped(write), T0));
      }
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      long index = random.nextInt(history.size() + 1);
      tellings.add(() -> {
        boolean _ = ledger.placements(stateAt(history, index), index, T0);
      });
    }
    for (int i = 0; i < 4; i++) {
      String id = "n" + i;
      tellings.add(() -> ledger.node(Tellings.node(id, 5), T0));
    }
    for (int i = 0; i < 8; i++) {
      String job = "j" + i;
      String type = TYPES.get(i % 4);
      tellings.add(() -> ledger.jobType(JobKey.inDefault(job), type, T0));
    }
    Collections.shuffle(tellings, random);
    for (Runnable telling : tellings) {
      telling.run();
      if (random.nextInt(10) == 0) {
        assertThat(ledger.nodes()).hasSizeLessThanOrEqualTo(4);
      }
    }
    assertSums(ledger.nodes(), stateAt(history, history.size()), seed);
  }

  private static List<Placement> history(Random random, int writes) {
    List<Placement> history = new ArrayList<>();
    Map<String, Placement> live = new HashMap<>();
    Set<String> over = new HashSet<>();
    for (long index = 1; index <= writes; index++) {
      String id = "a" + random.nextInt(40);
      Placement former = live.get(id);
      if (over.contains(id)) {
        id = "b" + index;
        former = null;
      }
      boolean ends = former != null && random.nextBoolean();
      int job =
          former == null ? random.nextInt(8) : Integer.parseInt(former.job().id().substring(1));
      Placement write =
          new Placement(
              id,
              former == null ? "n" + random.nextInt(4) : former.nodeId(),
              JobKey.inDefault("j" + job),
              "g",
              TYPES.get(job % 4),
              former == null
                  ? Tellings.takes(1 + random.nextInt(900), 1 + random.nextInt(900))
                  : former.takes(),
              T0,
              index,
              ends);
      live.put(id, write);
      if (ends) {
        over.add(id);
      }
      history.add(write);
    }
    return history;
  }

  /// As events tell of it.
  private static Placement untyped(Placement placement) {
    return placement.ofType("");
  }

  private static List<Placement> stateAt(List<Placement> history, long index) {
    Map<String, Placement> state = new HashMap<>();
    for (Placement write : history) {
      if (write.index() > index) {
        break;
      }
      if (write.over()) {
        state.remove(write.id());
      } else {
        state.put(write.id(), write);
      }
    }
    return List.copyOf(state.values());
  }

  private static void assertSums(List<PoolNode> nodes, List<Placement> live, long seed) {
    assertThat(nodes).hasSize(4);
    for (PoolNode node : nodes) {
      Resources free = node.profile().total();
      Resources used = Resources.NONE;
      int work = 0;
      for (Placement placement : live) {
        if (placement.nodeId().equals(node.id())) {
          Resources takes =
              new Resources(
                  placement.takes().cpuShares(), placement.takes().memoryMb(), 300, 0, 1, Map.of());
          free = free.minus(takes);
          if (List.of("service", "batch").contains(placement.type())) {
            used = used.plus(takes);
            work++;
          }
        }
      }
      assertThat(node.free().free()).as("free of %s, seed %d", node.id(), seed).isEqualTo(free);
      assertThat(node.used()).as("used of %s, seed %d", node.id(), seed).isEqualTo(used);
      assertThat(node.allocations()).as("work on %s, seed %d", node.id(), seed).isEqualTo(work);
      assertThat(node.idleSince().isPresent()).as("idle, seed %d", seed).isEqualTo(work == 0);
    }
  }
}
