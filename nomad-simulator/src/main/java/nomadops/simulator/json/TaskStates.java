package nomadops.simulator.json;

import nomadops.simulator.state.AllocRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client reports of an allocation's tasks, derived from how far the allocation has come.
final class TaskStates {
  private TaskStates() {}

  /// Null until the client has reported.
  static @Nullable ObjectNode of(AllocRow alloc) {
    if (alloc.clientStatus().equals("pending") || alloc.startedAt() == 0) {
      return null;
    }
    ObjectNode states = Json.object();
    for (JsonNode task : Allocs.tasks(alloc)) {
      states.set(Json.text(task.path("Name")), state(alloc));
    }
    return states;
  }

  private static ObjectNode state(AllocRow alloc) {
    boolean dead = alloc.finishedAt() != 0;
    boolean failed = alloc.clientStatus().equals("failed");
    ObjectNode state = Json.object();
    state.put("State", dead ? "dead" : "running");
    state.put("Failed", failed);
    state.put("Restarts", 0);
    state.putNull("LastRestart");
    state.put("StartedAt", Json.time(alloc.startedAt()));
    if (dead) {
      state.put("FinishedAt", Json.time(alloc.finishedAt()));
    } else {
      state.putNull("FinishedAt");
    }
    ArrayNode events = state.putArray("Events");
    events.add(event("Received", "Task received by client", alloc.startedAt()));
    events.add(
        event(
            "Task Setup",
            "Building Task Directory",
            alloc.startedAt(),
            "message",
            "Building Task Directory"));
    events.add(event("Started", "Task started by client", alloc.startedAt()));
    if (dead) {
      String code = Integer.toString(alloc.exitCode());
      events.add(
          event(
              "Terminated",
              "Exit Code: " + code,
              alloc.finishedAt(),
              "exit_code",
              code,
              "signal",
              "0",
              "oom_killed",
              "false"));
    }
    if (failed) {
      String reason = "Policy allows no restarts";
      events.add(
          event(
              "Not Restarting",
              reason,
              alloc.finishedAt(),
              "restart_reason",
              reason,
              "fails_task",
              "true"));
    } else if (dead && alloc.desiredStatus().equals("stop")) {
      events.add(event("Killed", "Task successfully killed", alloc.finishedAt()));
    }
    state.put("Paused", "");
    return state;
  }

  private static ObjectNode event(String type, String message, long at, String... details) {
    ObjectNode event = Json.object();
    event.put("Type", type);
    event.put("Time", at);
    event.put("Message", "");
    event.put("DisplayMessage", message);
    ObjectNode map = event.putObject("Details");
    for (int i = 0; i < details.length; i += 2) {
      map.put(details[i], details[i + 1]);
    }
    event.put("FailsTask", false);
    for (String text : new String[] {"RestartReason", "SetupError", "DriverError"}) {
      event.put(text, "");
    }
    event.put("ExitCode", 0).put("Signal", 0).put("KillTimeout", 0);
    event.put("KillError", "").put("KillReason", "").put("StartDelay", 0);
    for (String text :
        new String[] {
          "DownloadError",
          "ValidationError",
          "DiskLimit",
          "FailedSibling",
          "VaultError",
          "TaskSignalReason",
          "TaskSignal",
          "DriverMessage",
          "GenericSource"
        }) {
      event.put(text, "");
    }
    event.put("DiskLimit", 0);
    return event;
  }
}
