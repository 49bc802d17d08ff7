package nomadops.simulator.feasible;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.Granted;
import nomadops.simulator.state.NodeSpec;
import tools.jackson.databind.JsonNode;

/// What the allocations of one node take together.
public record Usage(
    int cpu, int memoryMb, int diskMb, int allocs, Set<Integer> cores, Set<Integer> ports) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, Set.of(), Set.of());

  public Usage {
    cores = Set.copyOf(cores);
    ports = Set.copyOf(ports);
  }

  public Usage plus(Load load) {
    return combined(load, 1, with(cores, load.cores()), with(ports, load.ports()));
  }

  public Usage minus(Load load) {
    return combined(load, -1, without(cores, load.cores()), without(ports, load.ports()));
  }

  private Usage combined(Load load, int sign, Set<Integer> newCores, Set<Integer> newPorts) {
    return new Usage(
        cpu + sign * load.cpu(),
        memoryMb + sign * load.memoryMb(),
        diskMb + sign * load.diskMb(),
        allocs + sign,
        newCores,
        newPorts);
  }

  private static Set<Integer> with(Set<Integer> before, Iterable<Integer> more) {
    if (!more.iterator().hasNext()) {
      return before;
    }
    Set<Integer> after = new HashSet<>(before);
    more.forEach(after::add);
    return after;
  }

  private static Set<Integer> without(Set<Integer> before, Iterable<Integer> less) {
    if (!less.iterator().hasNext()) {
      return before;
    }
    Set<Integer> after = new HashSet<>(before);
    less.forEach(after::remove);
    return after;
  }

  /// MHz that are left on this node.
  public int freeCpu(NodeSpec node) {
    return node.cpu() - node.reserved().cpu() - cpu;
  }

  /// The first dimension in which the node has too little for this, as `DimensionExhausted` calls
  /// it; empty when it fits.
  public String exhausted(NodeSpec node, Ask ask) {
    for (Port port : ask.ports()) {
      if (ports.contains(port.value())) {
        return "network: reserved port collision " + port.label() + "=" + port.value();
      }
    }
    if (ask.cores() > 0 && node.cores() - cores.size() < ask.cores()) {
      return "cores";
    }
    if (node.maxAllocs() != 0 && node.maxAllocs() < allocs + 1) {
      return "max allocation exceeded";
    }
    if (freeCpu(node) < ask.cpu() + ask.cores() * node.mhzPerCore()) {
      return "cpu";
    }
    if (node.memoryMb() - node.reserved().memoryMb() - memoryMb < ask.memoryMb()) {
      return "memory";
    }
    return node.diskMb() - node.reserved().diskMb() - diskMb < ask.diskMb() ? "disk" : "";
  }

  /// Gives each task of the group the lowest cores that are free; the group must fit.
  public Granted grant(NodeSpec node, JsonNode group) {
    Map<String, List<Integer>> byTask = new HashMap<>();
    int next = 0;
    for (JsonNode task : group.path("Tasks")) {
      int wanted = task.path("Resources").path("Cores").asInt(0);
      List<Integer> mine = new ArrayList<>();
      while (mine.size() < wanted) {
        if (!cores.contains(next)) {
          mine.add(next);
        }
        next++;
      }
      if (wanted > 0) {
        byTask.put(Json.text(task.path("Name")), List.copyOf(mine));
      }
    }
    return byTask.isEmpty() ? Granted.NONE : new Granted(byTask, node.mhzPerCore());
  }
}
