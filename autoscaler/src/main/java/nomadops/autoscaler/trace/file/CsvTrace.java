package nomadops.autoscaler.trace.file;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// Traces as comma-separated values. The first line names the columns, in any order:
///
/// | column | what |
/// |---|---|
/// | `time` | seconds from the trace's beginning, e.g. `12.5`; or RFC 3339, e.g. `2026-11-22T12:00:00Z` |
/// | `job`, `group` | what it is of; `etl/dispatch-...` is of `etl` |
/// | `count` | how many allocations, at least 1 |
/// | `cpu`, `memory` | MHz and MB of one allocation |
/// | `duration` | how long one runs: seconds, or e.g. `1m30s` |
/// | `priority`, `disk` | may be missing: 50, and no MB |
///
/// RFC 3339 times, and seconds that must be Unix times (1,000,000,000 or more), count from the
/// earliest line. Fields may be quoted as in RFC 4180, but not over more than one line. Lines that
/// are empty or begin with `#` are skipped. Names that end in `.gz` are compressed.
public final class CsvTrace {
  private CsvTrace() {}

  /// Reads a file; its name becomes the trace's.
  ///
  /// @throws BadTrace with every fault of the first lines
  public static Trace read(Path file) throws IOException, BadTrace {
    String name = Lines.nameOf(file);
    Faults faults = new Faults(name);
    try (BufferedReader lines = Lines.of(file)) {
      CsvRows rows = null;
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        faults.at(++number);
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (rows == null) {
          rows = new CsvRows(name, CsvColumns.of(fields(line), faults), faults);
          faults.throwIfAny();
        } else {
          rows.take(fields(line));
          faults.throwIfEnough();
        }
      }
      if (rows == null) {
        faults.add("line", "", "a first line that names the columns: " + CsvColumns.USUAL);
      }
      faults.throwIfAny();
      return java.util.Objects.requireNonNull(rows, "rows").trace();
    }
  }

  /// Writes what [#read(Path)] reads back as the same arrivals.
  public static void write(Trace trace, Path file) throws IOException {
    try (BufferedWriter out = Lines.to(file)) {
      out.write("time,job,group,count,cpu,memory,duration,priority,disk\n");
      Arrivals arrivals = trace.arrivals();
      while (arrivals.next()) {
        TraceClass c = trace.classes().get(arrivals.shape());
        out.write(
            String.join(
                ",",
                seconds(arrivals.at()),
                quoted(c.job()),
                quoted(c.group()),
                Integer.toString(arrivals.count()),
                Long.toString(c.ask().cpu()),
                Long.toString(c.ask().memoryMb()),
                seconds(arrivals.runs()),
                Integer.toString(arrivals.priority()),
                Long.toString(c.ask().diskMb())));
        out.write('\n');
      }
    }
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0
        ? Long.toString(millis / 1000)
        : String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain && !text.startsWith("#") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  static List<String> fields(String line) {
    List<String> out = new ArrayList<>(10);
    StringBuilder field = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && inside && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        inside = !inside;
      } else if (c == ',' && !inside) {
        out.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    out.add(field.toString().strip());
    return out;
  }
}
