package nomadops.exporter.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.NodeRow;
import org.jspecify.annotations.Nullable;

/// What is free, by pool, class and datacenter: from what the servers know, so that it outlives the
/// telemetry of a node that is lost.
final class Capacity {
  private final Map<List<String>, Sums> places = new HashMap<>();

  private @Nullable NodeRow lastNode;
  private @Nullable Sums last;

  private static final class Sums {
    double usedCpu;
    double usedMemory;
    double largestCpu;
    double largestMemory;
    double strandedCpu;
    double strandedMemory;
  }

  void add(NodeRow node, NodeUse use) {
    if (!node.takesWork()) {
      return;
    }
    Sums sums = sums(node);
    NodeUse.Held held = use.of(node.id());
    double usedCpu = held.cpuMhz();
    double usedMemory = held.memoryMb();
    double freeCpu = Math.max(0, node.cpuMhz() - usedCpu);
    double freeMemory = Math.max(0, node.memoryMb() - usedMemory);
    sums.usedCpu += usedCpu;
    sums.usedMemory += usedMemory;
    sums.largestCpu = Math.max(sums.largestCpu, freeCpu);
    sums.largestMemory = Math.max(sums.largestMemory, freeMemory);
    double cpuShare = node.cpuMhz() == 0 ? 0 : freeCpu / node.cpuMhz();
    double memoryShare = node.memoryMb() == 0 ? 0 : freeMemory / node.memoryMb();
    sums.strandedCpu += Math.max(0, cpuShare - memoryShare) * node.cpuMhz();
    sums.strandedMemory += Math.max(0, memoryShare - cpuShare) * node.memoryMb();
  }

  /// Places are few: most nodes are where the one before was.
  private Sums sums(NodeRow node) {
    Sums known = last;
    if (known == null || !node.samePlace(lastNode)) {
      known = places.computeIfAbsent(List.of(node.place()), _ -> new Sums());
      last = known;
      lastNode = node;
    }
    return known;
  }

  List<Reading> readings() {
    return List.of(
        reading(NodeFamilies.ALLOCATED_CPU, sums -> sums.usedCpu * NodeRow.HERTZ_PER_MHZ),
        reading(NodeFamilies.ALLOCATED_MEMORY, sums -> sums.usedMemory * NodeRow.BYTES_PER_MB),
        reading(NodeFamilies.LARGEST_FREE_CPU, sums -> sums.largestCpu * NodeRow.HERTZ_PER_MHZ),
        reading(
            NodeFamilies.LARGEST_FREE_MEMORY, sums -> sums.largestMemory * NodeRow.BYTES_PER_MB),
        reading(NodeFamilies.STRANDED_CPU, sums -> sums.strandedCpu * NodeRow.HERTZ_PER_MHZ),
        reading(NodeFamilies.STRANDED_MEMORY, sums -> sums.strandedMemory * NodeRow.BYTES_PER_MB));
  }

  private Reading reading(Family family, ToDoubleFunction<Sums> value) {
    List<Point> points = new ArrayList<>(places.size());
    places.forEach((place, sums) -> points.add(new Point(place, value.applyAsDouble(sums))));
    return new Reading(family, points);
  }
}
