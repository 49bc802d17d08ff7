package nomadops.client.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads and sums [AllocatedResources]:
/// `{"Tasks":{"work":{...}},"TaskLifecycles":{"work":null,"setup":{"Hook":"prestart","Sidecar":false}},"Shared":{"Networks":null,"DiskMB":300,"Ports":[{"Label":"http","Value":8080}]}}`.
final class AllocatedResourcesFields
    extends Fieldwise<AllocatedResourcesFields.Gathered, AllocatedResources> {
  private static final AllocatedTaskFields TASK = new AllocatedTaskFields();
  private static final LifecycleFields LIFECYCLE = new LifecycleFields();
  private static final PortFields PORTS = new PortFields();

  static final class Gathered {
    private Map<String, AllocatedTask> tasks = Map.of();
    private Map<String, TaskPhases.Lifecycle> lifecycles = Map.of();
    private long diskMb;
    private final Set<Integer> ports = new HashSet<>();
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "Tasks" -> g.tasks = map(json, TASK::object);
      case "TaskLifecycles" ->
          g.lifecycles = map(json, hook -> LIFECYCLE.objectOr(TaskPhases.Lifecycle.MAIN, hook));
      case "Shared" -> shared(g, json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void shared(Gathered g, JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "DiskMB" -> g.diskMb = number(json);
        case "Ports" -> g.ports.addAll(PortFields.mappings(json));
        case "Networks" -> list(json, PORTS::object).forEach(g.ports::addAll);
        default -> json.skipChildren();
      }
    }
  }

  @Override
  AllocatedResources end(Gathered g) {
    TaskPhases phases = new TaskPhases();
    Map<String, Integer> devices = new HashMap<>();
    g.tasks.forEach((name, task) -> {
      phases.add(task, g.lifecycles.getOrDefault(name, TaskPhases.Lifecycle.MAIN));
      task.devices().forEach((device, n) -> devices.merge(device, n, Integer::sum));
      g.ports.addAll(task.ports());
    });
    return new AllocatedResources(
        phases.cpuShares(), phases.cores(), phases.memoryMb(), g.diskMb, devices, g.ports);
  }

  private static final class LifecycleFields
      extends Fieldwise<LifecycleFields.Hooked, TaskPhases.Lifecycle> {
    static final class Hooked {
      private String hook = "";
      private boolean sidecar;
    }

    @Override
    Hooked begin() {
      return new Hooked();
    }

    @Override
    boolean take(Hooked g, String field, JsonParser json) {
      switch (field) {
        case "Hook" -> g.hook = text(json);
        case "Sidecar" -> g.sidecar = flag(json);
        default -> {
          return false;
        }
      }
      return true;
    }

    @Override
    TaskPhases.Lifecycle end(Hooked g) {
      return new TaskPhases.Lifecycle(g.hook, g.sidecar);
    }
  }
}
