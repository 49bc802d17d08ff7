package nomadops.simulator.json;

import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.Reported;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client reports of an allocation's tasks, derived from how far the allocation has come.
final class TaskStates {
  private static final int MOST_EVENTS = 10;

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
    Reported reported = alloc.reported();
    state.put("Restarts", reported.restarted());
    if (reported.restarts().isEmpty()) {
      state.putNull("LastRestart");
      state.put("StartedAt", Json.time(alloc.startedAt()));
    } else {
      String last = Json.time(reported.restarts().getLast().at());
      state.put("LastRestart", last).put("StartedAt", last);
    }
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
    for (Reported.Restart restart : reported.restarts()) {
      events.add(terminated(restart.exitCode(), restart.oomKilled(), restart.at()));
      events.add(
          event(
              "Restarting",
              "Task restarting in 0s",
              restart.at(),
              "restart_reason",
              "Restart within policy",
              "start_delay",
              "0"));
      events.add(event("Started", "Task started by client", restart.at()));
    }
    if (dead) {
      events.add(terminated(alloc.exitCode(), reported.oomKilled(), alloc.finishedAt()));
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
    // A client keeps no more than the last of them (structs.DefaultMaxTaskEvents).
    while (events.size() > MOST_EVENTS) {
      events.remove(0);
    }
    state.put("Paused", "");
    return state;
  }

  /// A kill for memory as the docker driver tells it: with a message, and without a signal.
  private static ObjectNode terminated(int exitCode, boolean oomKilled, long at) {
    String code = Integer.toString(exitCode);
    String message = oomKilled ? "OOM Killed" : "";
    ObjectNode event =
        event(
            "Terminated",
            "Exit Code: " + code + (oomKilled ? ", Exit Message: \"" + message + "\"" : ""),
            at,
            "exit_code",
            code,
            "signal",
            "0",
            "oom_killed",
            Boolean.toString(oomKilled));
    if (oomKilled) {
      event.withObject("Details").put("exit_message", message);
    }
    return event.put("ExitCode", exitCode).put("Message", message);
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
