package nomadops.client.model;

import java.time.Duration;
import java.time.Instant;
import nomadops.client.model.Deployment.DeploymentGroup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Reads a [DeploymentGroup].
final class DeploymentGroupFields
    extends Fieldwise<DeploymentGroupFields.Gathered, DeploymentGroup> {
  static final class Gathered {
    private boolean autoPromote;
    private boolean promoted;
    private @Nullable Instant requireProgress;
    private long progressDeadline;
    private int desiredCanaries;
    private int desiredTotal;
    private int placedAllocs;
    private int healthyAllocs;
    private int unhealthyAllocs;
    private int placedCanaries;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "AutoPromote" -> g.autoPromote = flag(json);
      case "Promoted" -> g.promoted = flag(json);
      case "RequireProgressBy" -> g.requireProgress = time(json);
      case "ProgressDeadline" -> g.progressDeadline = number(json);
      case "DesiredCanaries" -> g.desiredCanaries = small(json);
      case "DesiredTotal" -> g.desiredTotal = small(json);
      case "PlacedAllocs" -> g.placedAllocs = small(json);
      case "HealthyAllocs" -> g.healthyAllocs = small(json);
      case "UnhealthyAllocs" -> g.unhealthyAllocs = small(json);
      case "PlacedCanaries" -> g.placedCanaries = list(json, Fieldwise::text).size();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  DeploymentGroup end(Gathered g) {
    return new DeploymentGroup(
        g.autoPromote,
        g.promoted,
        g.requireProgress,
        Duration.ofNanos(g.progressDeadline),
        g.desiredCanaries,
        g.desiredTotal,
        g.placedAllocs,
        g.healthyAllocs,
        g.unhealthyAllocs,
        g.placedCanaries);
  }
}
