package nomadops.autoscaler.trace.file;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import nomadops.autoscaler.trace.TraceClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes what happens to allocations, a JSON object a line; [RecordedTrace] says what the lines
/// are and reads them. Not for several threads.
public final class RecordedWriter implements Closeable, Flushable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Writer out;

  /// Writes the first line, too.
  ///
  /// @param out is closed with this
  public RecordedWriter(Writer out) throws IOException {
    this(out, true);
  }

  /// @param first the file is new: it wants its first line
  public RecordedWriter(Writer out, boolean first) throws IOException {
    this.out = out;
    if (first) {
      ObjectNode line = JSON.createObjectNode();
      write(line.put("format", RecordedTrace.FORMAT).put("version", RecordedTrace.VERSION));
    }
  }

  /// So many more allocations began to wait.
  ///
  /// @param of its job is with its namespace, as in `default/etl`; a child may be named as such
  /// @param count at least 1
  public void queued(Instant at, TraceClass of, int count, int priority) throws IOException {
    ObjectNode line = line(at, "queued", of.job(), of.group());
    line.put("count", count).put("priority", priority);
    line.put("cpu", of.ask().cpu()).put("memory", of.ask().memoryMb());
    write(line.put("disk", of.ask().diskMb()).put("cores", of.ask().cores()));
  }

  /// One of those that waited longest got its node.
  public void started(Instant at, String job, String group, String alloc) throws IOException {
    write(line(at, "started", job, group).put("alloc", alloc));
  }

  /// It is over, whatever came of it.
  public void ended(Instant at, String job, String group, String alloc) throws IOException {
    write(line(at, "ended", job, group).put("alloc", alloc));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static ObjectNode line(Instant at, String event, String job, String group) {
    ObjectNode line = JSON.createObjectNode();
    return line.put("at", at.toString()).put("event", event).put("job", job).put("group", group);
  }

  private void write(ObjectNode line) throws IOException {
    out.write(JSON.writeValueAsString(line));
    out.write('\n');
  }
}
