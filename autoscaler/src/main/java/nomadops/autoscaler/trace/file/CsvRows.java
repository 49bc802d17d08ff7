package nomadops.autoscaler.trace.file;

import java.util.List;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// Turns the lines below the header into arrivals.
final class CsvRows {
  private final CsvColumns columns;
  private final Faults faults;
  private final FieldReader read;
  private final Trace.Builder builder;
  private boolean absolute;
  private String kind = "";

  CsvRows(String name, CsvColumns columns, Faults faults) {
    this.columns = columns;
    this.faults = faults;
    this.read = new FieldReader(faults);
    this.builder = new Trace.Builder(name);
  }

  void take(List<String> fields) {
    if (fields.size() != columns.count()) {
      faults.add(
          "line",
          String.join(",", fields),
          columns.count() + " fields as the header has, not " + fields.size());
      return;
    }
    int before = faults.count();
    long at = time(columns.get(fields, "time", ""));
    String job = read.text("job", columns.get(fields, "job", ""));
    String group = read.text("group", columns.get(fields, "group", ""));
    long count = read.whole("count", columns.get(fields, "count", ""), 1, 1_000_000);
    long cpu = read.whole("cpu", columns.get(fields, "cpu", ""), 0, Integer.MAX_VALUE);
    long memory = read.whole("memory", columns.get(fields, "memory", ""), 0, Integer.MAX_VALUE);
    long runs = read.duration("duration", columns.get(fields, "duration", ""));
    long priority =
        read.whole("priority", columns.get(fields, "priority", "50"), 1, Short.MAX_VALUE);
    long disk = read.whole("disk", columns.get(fields, "disk", "0"), 0, Integer.MAX_VALUE);
    if (faults.count() == before) {
      Resources ask = new Resources(cpu, memory, disk, 0, 1, java.util.Map.of());
      int shape = builder.shape(new TraceClass(TraceClass.parentOf(job), group, ask));
      builder.add(at, shape, (int) count, runs, (int) priority);
    }
  }

  private long time(String value) {
    boolean stamp = value.indexOf('T') > 0 || value.indexOf('t') > 0;
    long at = stamp ? read.stamp("time", value) : read.seconds("time", value);
    String thisKind = stamp ? "RFC 3339 times" : at >= 1e12 ? "Unix times" : "seconds";
    if (kind.isEmpty() && at >= 0) {
      kind = thisKind;
      absolute = stamp || at >= 1e12;
    } else if (at >= 0 && !thisKind.equals(kind)) {
      faults.add("time", value, kind + " as in the lines before");
    }
    return at;
  }

  Trace trace() {
    return absolute ? builder.buildFromFirst() : builder.build(0);
  }
}
