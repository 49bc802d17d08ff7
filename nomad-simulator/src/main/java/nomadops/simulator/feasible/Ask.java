package nomadops.simulator.feasible;

import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.json.Json;
import tools.jackson.databind.JsonNode;

/// What one allocation of a group needs.
///
/// Tasks of one phase add up and phases share (`AllocatedResources.Comparable`): prestart tasks,
/// then the main ones with those of poststart and the prestart sidecars, then those of poststop. A
/// core that a task keeps for itself is never shared.
///
/// @param cpu MHz without what the cores bring
public record Ask(int cpu, int memoryMb, int diskMb, int cores, List<Port> ports) {
  public Ask {
    ports = List.copyOf(ports);
  }

  public static Ask of(JsonNode group) {
    Sum main = new Sum();
    Sum prestart = new Sum();
    Sum poststop = new Sum();
    int cores = 0;
    List<Port> ports = ports(group.path("Networks"), new ArrayList<>());
    for (JsonNode task : group.path("Tasks")) {
      JsonNode resources = task.path("Resources");
      cores += resources.path("Cores").asInt(0);
      ports(resources.path("Networks"), ports);
      JsonNode lifecycle = task.path("Lifecycle");
      switch (Json.text(lifecycle.path("Hook"))) {
        case "prestart" -> {
          prestart.add(resources);
          if (lifecycle.path("Sidecar").asBoolean(false)) {
            main.add(resources);
          }
        }
        case "poststop" -> poststop.add(resources);
        default -> main.add(resources);
      }
    }
    return new Ask(
        Math.max(main.cpu, Math.max(prestart.cpu, poststop.cpu)),
        Math.max(main.memory, Math.max(prestart.memory, poststop.memory)),
        group.path("EphemeralDisk").path("SizeMB").asInt(300),
        cores,
        ports);
  }

  /// Only the first network of a group or task counts, as in Nomad.
  private static List<Port> ports(JsonNode networks, List<Port> into) {
    for (JsonNode port : networks.path(0).path("ReservedPorts")) {
      into.add(new Port(Json.text(port.path("Label")), port.path("Value").asInt(0)));
    }
    return into;
  }

  private static final class Sum {
    private int cpu;
    private int memory;

    void add(JsonNode resources) {
      // A task that keeps cores pays its MHz with them.
      cpu += resources.path("Cores").asInt(0) > 0 ? 0 : resources.path("CPU").asInt(100);
      memory += resources.path("MemoryMB").asInt(300) + resources.path("SecretsMB").asInt(0);
    }
  }
}
