package nomadops.autoscaler.trace.file;

import java.util.List;
import java.util.Map;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;
import nomadops.runtime.config.Nearest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Understands the lines of a recording, one at a time, and tells them to [Lives].
final class RecordedLines {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> EVENTS = List.of("queued", "started", "ended");

  private final Faults faults;
  private final FieldReader read;
  private final Lives lives;

  RecordedLines(String name, Faults faults) {
    this.faults = faults;
    this.read = new FieldReader(faults);
    this.lives = new Lives(name);
  }

  void first(String line) {
    String want =
        "{\"format\":\"" + RecordedTrace.FORMAT + "\",\"version\":" + RecordedTrace.VERSION + "}";
    try {
      JsonNode head = JSON.readTree(line);
      if (!RecordedTrace.FORMAT.equals(head.path("format").asString(""))) {
        faults.add("line", line, want);
      } else if (head.path("version").asInt(0) != RecordedTrace.VERSION) {
        faults.add(
            "version",
            head.path("version").toString(),
            RecordedTrace.VERSION + "; a newer nomad-ops may have written this");
      }
    } catch (JacksonException e) {
      faults.add("line", line, want);
    }
  }

  void take(String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JacksonException e) {
      faults.add("line", line, "a JSON object");
      return;
    }
    int before = faults.count();
    long at = read.stamp("at", text(json, "at"));
    String event = text(json, "event");
    String job = TraceClass.parentOf(read.text("job", text(json, "job")));
    String group = read.text("group", text(json, "group"));
    switch (event) {
      case "queued" -> {
        long count = whole(json, "count", "", 1, 1_000_000);
        long priority = whole(json, "priority", "50", 1, Short.MAX_VALUE);
        TraceClass of = new TraceClass(job, group, ask(json));
        if (faults.count() == before) {
          lives.queued(at, of, (int) count, (int) priority);
        }
      }
      case "started", "ended" -> {
        String alloc = read.text("alloc", text(json, "alloc"));
        if (faults.count() > before) {
          return;
        }
        if (event.equals("ended")) {
          lives.ended(at, alloc);
        } else if (!lives.started(at, job, group, alloc)) {
          faults.add("group", job + "/" + group, "one that was in a queued line before");
        }
      }
      default -> {
        String hint = Nearest.hint(event, EVENTS);
        faults.add("event", event, hint.isEmpty() ? "queued, started or ended" : hint);
      }
    }
  }

  Trace trace() {
    return lives.trace();
  }

  private Resources ask(JsonNode json) {
    return new Resources(
        whole(json, "cpu", "", 0, Integer.MAX_VALUE),
        whole(json, "memory", "", 0, Integer.MAX_VALUE),
        whole(json, "disk", "0", 0, Integer.MAX_VALUE),
        (int) whole(json, "cores", "0", 0, 10_000),
        1,
        Map.of());
  }

  private long whole(JsonNode json, String field, String otherwise, long least, long most) {
    JsonNode value = json.path(field);
    String shown = value.isMissingNode() ? otherwise : value.toString();
    return read.whole(field, shown, least, most);
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isString() ? value.asString() : value.isMissingNode() ? "" : value.toString();
  }
}
