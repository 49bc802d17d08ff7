package nomadops.exporter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.AllocRow;
import nomadops.exporter.row.NodeRow;
import org.junit.jupiter.api.Test;

/// What is free, kept up to date by changes, held against what follows from the rows as they are.
class CapacityTest {
  private static final double MHZ = NodeRow.HERTZ_PER_MHZ;
  private static final double MB = NodeRow.BYTES_PER_MB;

  private final Capacity capacity = new Capacity();

  @Test
  void anEmptyNodeIsAllFreeAndStrandsNothing() {
    capacity.node(null, node("a", "default", true, 1_000, 4_000));

    assertThat(of(NodeFamilies.ALLOCATED_CPU)).isZero();
    assertThat(of(NodeFamilies.LARGEST_FREE_CPU)).isEqualTo(1_000 * MHZ);
    assertThat(of(NodeFamilies.LARGEST_FREE_MEMORY)).isEqualTo(4_000 * MB);
    assertThat(of(NodeFamilies.STRANDED_CPU)).isZero();
    assertThat(of(NodeFamilies.STRANDED_MEMORY)).isZero();
  }

  @Test
  void whatIsLeftOfTheOtherResourceIsStranded() {
    capacity.node(null, node("a", "default", true, 1_000, 4_000));
    capacity.allocation(null, alloc("a", "running", 1_000, 1_000));

    assertThat(of(NodeFamilies.STRANDED_MEMORY)).isEqualTo(3_000 * MB);
    assertThat(of(NodeFamilies.STRANDED_CPU)).isZero();
    assertThat(of(NodeFamilies.LARGEST_FREE_CPU)).isZero();
  }

  @Test
  void theLargestThatIsFreeIsTheNextWhenThatNodeIsTaken() {
    capacity.node(null, node("a", "default", true, 1_000, 4_000));
    capacity.node(null, node("b", "default", true, 800, 2_000));
    AllocRow running = alloc("a", "running", 900, 3_500);
    capacity.allocation(null, running);
    assertThat(of(NodeFamilies.LARGEST_FREE_CPU)).isEqualTo(800 * MHZ);
    assertThat(of(NodeFamilies.LARGEST_FREE_MEMORY)).isEqualTo(2_000 * MB);

    capacity.allocation(running, alloc("a", "complete", 900, 3_500));
    assertThat(of(NodeFamilies.LARGEST_FREE_CPU)).isEqualTo(1_000 * MHZ);
  }

  @Test
  void anAllocationMayBeToldBeforeItsNode() {
    capacity.allocation(null, alloc("a", "running", 400, 500));
    assertThat(all()).isEmpty();
    capacity.node(null, node("a", "default", true, 1_000, 4_000));

    assertThat(of(NodeFamilies.ALLOCATED_CPU)).isEqualTo(400 * MHZ);
  }

  @Test
  void aPlaceWhereNoNodeTakesWorkHasNoSeries() {
    NodeRow open = node("a", "default", true, 1_000, 4_000);
    capacity.node(null, open);
    capacity.node(open, node("a", "default", false, 1_000, 4_000));

    assertThat(all()).isEmpty();
  }

  @Test
  void changesInAnyOrderComeToWhatTheRowsSay() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, NodeRow> nodes = new TreeMap<>();
    Map<String, AllocRow> allocations = new TreeMap<>();
    for (int i = 0; i < 3_000; i++) {
      String id = "n" + random.nextInt(12);
      if (random.nextInt(3) == 0) {
        NodeRow after = random.nextInt(4) == 0 ? null : drawn(id, random);
        capacity.node(nodes.get(id), after);
        put(nodes, id, after);
      } else {
        String key = "a" + random.nextInt(60);
        AllocRow before = allocations.get(key);
        AllocRow after = random.nextInt(4) == 0 ? null : drawn(before, id, random);
        capacity.allocation(before, after);
        put(allocations, key, after);
      }
      if (i % 50 == 0) {
        assertThat(all()).as("seed %d, change %d", seed, i).isEqualTo(afresh(nodes, allocations));
      }
    }
  }

  private static <R> void put(Map<String, R> rows, String key, R row) {
    if (row == null) {
      rows.remove(key);
    } else {
      rows.put(key, row);
    }
  }

  private static NodeRow drawn(String id, Random random) {
    long cpu = random.nextInt(8) == 0 ? 0 : 1_000L * (1 + random.nextInt(4));
    return node(id, "pool-" + random.nextInt(3), random.nextInt(4) > 0, cpu, 2_048);
  }

  /// Mostly the same one with another status, as events are.
  private static AllocRow drawn(AllocRow before, String id, Random random) {
    String client = List.of("pending", "running", "complete", "lost").get(random.nextInt(4));
    return before != null && random.nextInt(3) > 0
        ? alloc(before.nodeId(), client, before.cpuMhz(), before.memoryMb())
        : alloc(id, client, 100L * random.nextInt(30), 100L * random.nextInt(20));
  }

  /// The definition, over all rows.
  private static Map<String, Double> afresh(
      Map<String, NodeRow> nodes, Map<String, AllocRow> allocations) {
    Map<String, Double> all = new TreeMap<>();
    for (NodeRow node : nodes.values()) {
      if (!node.takesWork()) {
        continue;
      }
      List<AllocRow> on =
          allocations.values().stream()
              .filter(alloc -> alloc.nodeId().equals(node.id()) && !alloc.isOver())
              .toList();
      double cpu = on.stream().mapToLong(AllocRow::cpuMhz).sum();
      double memory = on.stream().mapToLong(AllocRow::memoryMb).sum();
      double freeCpu = Math.max(0, node.cpuMhz() - cpu);
      double freeMemory = Math.max(0, node.memoryMb() - memory);
      double more =
          (node.cpuMhz() == 0 ? 0 : freeCpu / node.cpuMhz())
              - (node.memoryMb() == 0 ? 0 : freeMemory / node.memoryMb());
      String place = List.of(node.place()).toString();
      all.merge(NodeFamilies.ALLOCATED_CPU.name() + place, cpu * MHZ, Double::sum);
      all.merge(NodeFamilies.ALLOCATED_MEMORY.name() + place, memory * MB, Double::sum);
      all.merge(NodeFamilies.LARGEST_FREE_CPU.name() + place, freeCpu * MHZ, Math::max);
      all.merge(NodeFamilies.LARGEST_FREE_MEMORY.name() + place, freeMemory * MB, Math::max);
      all.merge(
          NodeFamilies.STRANDED_CPU.name() + place,
          Math.round(Math.max(0, more) * node.cpuMhz()) * MHZ,
          Double::sum);
      all.merge(
          NodeFamilies.STRANDED_MEMORY.name() + place,
          Math.round(Math.max(0, -more) * node.memoryMb()) * MB,
          Double::sum);
    }
    return all;
  }

  private Map<String, Double> all() {
    Map<String, Double> all = new TreeMap<>();
    for (Reading reading : capacity.readings()) {
      for (Point point : reading.points()) {
        all.put(reading.family().name() + point.labels(), point.value());
      }
    }
    return all;
  }

  private double of(Family family) {
    return all().getOrDefault(family.name() + List.of("default", "", "dc1"), -1.0);
  }

  private static NodeRow node(String id, String pool, boolean open, long cpu, long memory) {
    return new NodeRow(
        id,
        id,
        pool,
        "",
        "dc1",
        "2.0.5",
        "ready",
        open ? "eligible" : "ineligible",
        false,
        0,
        cpu,
        memory,
        Map.of());
  }

  private static AllocRow alloc(String node, String client, long cpu, long memory) {
    return new AllocRow(
        "default", "j", "j", "g", "e", node, "run", client, cpu, memory, 0, 0, 0, 0, false, 1, 1,
        1);
  }
}
