package nomadops.client.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Reads a [DrainStrategy].
final class DrainStrategyFields extends Fieldwise<DrainStrategyFields.Gathered, DrainStrategy> {
  static final class Gathered {
    private long deadline;
    private boolean ignoreSystemJobs;
    private @Nullable Instant force;
    private @Nullable Instant started;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "Deadline" -> g.deadline = number(json);
      case "IgnoreSystemJobs" -> g.ignoreSystemJobs = flag(json);
      case "ForceDeadline" -> g.force = time(json);
      case "StartedAt" -> g.started = time(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  DrainStrategy end(Gathered g) {
    return new DrainStrategy(g.deadline, g.ignoreSystemJobs, g.force, g.started);
  }
}
