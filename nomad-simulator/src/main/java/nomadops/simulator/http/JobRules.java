package nomadops.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.Json;
import tools.jackson.databind.JsonNode;

/// The first of a real server's checks of a submitted job.
final class JobRules {
  private static final Set<String> TYPES = Set.of("service", "batch", "system", "sysbatch");

  private JobRules() {}

  static void check(JsonNode job) {
    List<String> faults = new ArrayList<>();
    String type = Json.text(job.path("Type"));
    if (Json.text(job.path("ID")).isEmpty()) {
      faults.add("Missing job ID");
    }
    if (!type.isEmpty() && !TYPES.contains(type)) {
      faults.add("Invalid job type: \"" + type + "\"");
    }
    int priority = job.path("Priority").asInt(50);
    if (priority < 1 || priority > 100) {
      faults.add("Job priority must be between [1, 100]");
    }
    if (job.path("TaskGroups").isEmpty()) {
      faults.add("Missing job task groups");
    }
    if (!Json.text(job.path("Payload")).isEmpty()) {
      faults.add("job can't be submitted with a payload, only dispatched");
    }
    if (!faults.isEmpty()) {
      String errors =
          faults.size() == 1 ? "1 error occurred:\n" : faults.size() + " errors occurred:\n";
      throw new Refused(500, errors + "\t* " + String.join("\n\t* ", faults) + "\n\n");
    }
  }
}
