package nomadops.client.model;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;

/// Reads a [TaskEvent]. Its own `ExitCode` is 0 for whatever has no exit code, and deprecated; its
/// `Details` have one only where there is one (`nomad/structs/structs.go`, 2.0.5).
final class TaskEventFields extends Fieldwise<TaskEventFields.Gathered, TaskEvent> {
  /// The words that nearly all events have: one copy of each, not one for each event.
  private static final Map<String, String> WORDS =
      Set.of(
              "Received",
              "Task Setup",
              "Started",
              "Terminated",
              "Restarting",
              "Restart Signaled",
              "Not Restarting",
              "Killing",
              "Killed",
              "Driver Failure",
              "Sibling Task Failed",
              "Alloc Unhealthy")
          .stream()
          .collect(Collectors.toUnmodifiableMap(UnaryOperator.identity(), word -> word));

  static final class Gathered {
    private String type = "";
    private Instant time = Instant.EPOCH;
    private boolean oomKilled;
    private OptionalInt exitCode = OptionalInt.empty();
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "Type" -> {
        String type = text(json);
        g.type = WORDS.getOrDefault(type, type);
      }
      case "Time" -> g.time = Fields.instant(number(json));
      case "Details" -> details(g, texts(json));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void details(Gathered g, Map<String, String> details) {
    g.oomKilled = "true".equals(details.get("oom_killed"));
    g.exitCode = code(details.getOrDefault("exit_code", ""));
  }

  /// A driver may be a plugin of anybody: what is no number is no exit code.
  private static OptionalInt code(String text) {
    try {
      return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  @Override
  TaskEvent end(Gathered g) {
    return new TaskEvent(g.type, g.time, g.oomKilled, g.exitCode);
  }
}
