package nomadops.simulator.feasible;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.Granted;
import tools.jackson.databind.JsonNode;

/// What one placed allocation takes from its node.
///
/// @param cpu MHz, with those of its cores
/// @param cores ids of those that it keeps for itself
public record Load(int cpu, int memoryMb, int diskMb, List<Integer> cores, Set<Integer> ports) {
  public Load {
    cores = List.copyOf(cores);
    ports = Set.copyOf(ports);
  }

  public static Load of(Ask ask, Granted granted) {
    List<Integer> cores = granted.cores().values().stream().flatMap(List::stream).toList();
    return new Load(
        ask.cpu() + cores.size() * granted.mhzPerCore(),
        ask.memoryMb(),
        ask.diskMb(),
        cores,
        ask.ports().stream().map(Port::value).collect(Collectors.toUnmodifiableSet()));
  }

  public static Load of(AllocRow alloc) {
    for (JsonNode group : alloc.job().spec().path("TaskGroups")) {
      if (Json.text(group.path("Name")).equals(alloc.group())) {
        return of(Ask.of(group), alloc.granted());
      }
    }
    return new Load(0, 0, 0, List.of(), Set.of());
  }
}
