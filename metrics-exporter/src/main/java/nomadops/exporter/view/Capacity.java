package nomadops.exporter.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.AllocRow;
import nomadops.exporter.row.NodeRow;
import org.jspecify.annotations.Nullable;

/// What is free, by pool, class and datacenter: from what the servers know, so that it outlives the
/// telemetry of a node that is lost. Kept up to date by each change of a node or an allocation.
final class Capacity {
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<List<String>, Place> places = new HashMap<>();

  /// A node, and what allocations that are not over hold of it. Either may be told first.
  private static final class Client {
    @Nullable NodeRow node;
    int allocations;
    long usedCpu;
    long usedMemory;
  }

  /// Whole megahertz and megabytes: what was added can be taken away without a rest.
  private static final class Place {
    int nodes;
    long usedCpu;
    long usedMemory;
    long strandedCpu;
    long strandedMemory;
    final NavigableMap<Long, Integer> freeCpu = new TreeMap<>();
    final NavigableMap<Long, Integer> freeMemory = new TreeMap<>();
  }

  void node(@Nullable NodeRow before, @Nullable NodeRow after) {
    NodeRow known = after == null ? before : after;
    if (known != null) {
      Client client = taken(known.id());
      client.node = after;
      add(known.id(), client);
    }
  }

  void allocation(@Nullable AllocRow before, @Nullable AllocRow after) {
    AllocRow held = before == null || before.isOver() ? null : before;
    AllocRow holds = after == null || after.isOver() ? null : after;
    if (held != null && holds != null && held.holdsAs(holds)) {
      return;
    }
    hold(held, -1);
    hold(holds, 1);
  }

  private void hold(@Nullable AllocRow alloc, int sign) {
    if (alloc != null) {
      Client client = taken(alloc.nodeId());
      client.allocations += sign;
      client.usedCpu += sign * alloc.cpuMhz();
      client.usedMemory += sign * alloc.memoryMb();
      add(alloc.nodeId(), client);
    }
  }

  /// A client that its place knows no more: it may be changed, and is then added again.
  private Client taken(String id) {
    Client client = clients.computeIfAbsent(id, _ -> new Client());
    sum(client, -1);
    return client;
  }

  private void add(String id, Client client) {
    sum(client, 1);
    if (client.node == null && client.allocations == 0) {
      clients.remove(id);
    }
  }

  private void sum(Client client, int sign) {
    NodeRow node = client.node;
    if (node == null || !node.takesWork()) {
      return;
    }
    List<String> key = List.of(node.place());
    Place place = places.computeIfAbsent(key, _ -> new Place());
    long freeCpu = Math.max(0, node.cpuMhz() - client.usedCpu);
    long freeMemory = Math.max(0, node.memoryMb() - client.usedMemory);
    double cpuShare = node.cpuMhz() == 0 ? 0 : (double) freeCpu / node.cpuMhz();
    double memoryShare = node.memoryMb() == 0 ? 0 : (double) freeMemory / node.memoryMb();
    place.nodes += sign;
    place.usedCpu += sign * client.usedCpu;
    place.usedMemory += sign * client.usedMemory;
    place.strandedCpu += sign * stranded(cpuShare - memoryShare, node.cpuMhz());
    place.strandedMemory += sign * stranded(memoryShare - cpuShare, node.memoryMb());
    count(place.freeCpu, freeCpu, sign);
    count(place.freeMemory, freeMemory, sign);
    if (place.nodes == 0) {
      places.remove(key);
    }
  }

  private static long stranded(double share, long of) {
    return Math.round(Math.max(0, share) * of);
  }

  private static void count(NavigableMap<Long, Integer> amounts, long amount, int sign) {
    if (amounts.merge(amount, sign, Integer::sum) == 0) {
      amounts.remove(amount);
    }
  }

  List<Reading> readings() {
    return List.of(
        cpu(NodeFamilies.ALLOCATED_CPU, place -> place.usedCpu),
        memory(NodeFamilies.ALLOCATED_MEMORY, place -> place.usedMemory),
        cpu(NodeFamilies.LARGEST_FREE_CPU, place -> place.freeCpu.lastKey()),
        memory(NodeFamilies.LARGEST_FREE_MEMORY, place -> place.freeMemory.lastKey()),
        cpu(NodeFamilies.STRANDED_CPU, place -> place.strandedCpu),
        memory(NodeFamilies.STRANDED_MEMORY, place -> place.strandedMemory));
  }

  private Reading cpu(Family family, ToDoubleFunction<Place> mhz) {
    return reading(family, place -> mhz.applyAsDouble(place) * NodeRow.HERTZ_PER_MHZ);
  }

  private Reading memory(Family family, ToDoubleFunction<Place> mb) {
    return reading(family, place -> mb.applyAsDouble(place) * NodeRow.BYTES_PER_MB);
  }

  private Reading reading(Family family, ToDoubleFunction<Place> value) {
    List<Point> points = new ArrayList<>(places.size());
    places.forEach((place, sums) -> points.add(new Point(place, value.applyAsDouble(sums))));
    return new Reading(family, points);
  }
}
