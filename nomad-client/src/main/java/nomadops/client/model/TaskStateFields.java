package nomadops.client.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Reads a [TaskState].
final class TaskStateFields extends Fieldwise<TaskStateFields.Gathered, TaskState> {
  private static final TaskEventFields EVENT = new TaskEventFields();

  static final class Gathered {
    private String state = "";
    private boolean failed;
    private long restarts;
    private @Nullable Instant started;
    private @Nullable Instant finished;
    private List<TaskEvent> events = List.of();
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "State" -> g.state = text(json);
      case "Failed" -> g.failed = flag(json);
      case "Restarts" -> g.restarts = number(json);
      case "StartedAt" -> g.started = time(json);
      case "FinishedAt" -> g.finished = time(json);
      case "Events" -> g.events = list(json, EVENT::object);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  TaskState end(Gathered g) {
    return new TaskState(g.state, g.failed, g.restarts, g.started, g.finished, g.events);
  }
}
