package nomadops.autoscaler.trace.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.PriorityQueue;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// What `autoscaler record` wrote: a JSON object a line.
///
/// ```
/// {"format":"nomad-ops.autoscaler.recorded","version":1}
/// {"at":"2026-11-22T12:00:00Z","event":"queued","job":"default/etl","group":"work","count":2,"priority":50,"cpu":500,"memory":256,"disk":300,"cores":0}
/// {"at":"2026-11-22T12:00:03Z","event":"started","job":"default/etl","group":"work","alloc":"8ba8fa27-..."}
/// {"at":"2026-11-22T12:01:04Z","event":"ended","job":"default/etl","group":"work","alloc":"8ba8fa27-..."}
/// ```
///
/// `priority`, `disk` and `cores` of `queued` may be missing. An allocation that starts is taken
/// for the one of its job and group that waited longest; one that nobody saw waiting arrived when
/// it started. What had not ended when the recording did runs for the mean of its class, or as long
/// as it had by then. An end without a start began before the recording, and is left out. Names
/// that end in `.gz` are compressed.
public final class RecordedTrace {
  static final String FORMAT = "nomad-ops.autoscaler.recorded";
  static final int VERSION = 1;

  private RecordedTrace() {}

  /// Times count from the earliest arrival.
  ///
  /// @throws BadTrace with every fault of the first lines
  public static Trace read(Path file) throws IOException, BadTrace {
    String name = Lines.nameOf(file);
    Faults faults = new Faults(name);
    RecordedLines lives = new RecordedLines(name, faults);
    try (BufferedReader lines = Lines.of(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        faults.at(++number);
        if (number == 1) {
          lives.first(line);
          faults.throwIfAny();
        } else if (!line.isBlank()) {
          lives.take(line);
          faults.throwIfEnough();
        }
      }
      if (number == 0) {
        faults.at(1);
        lives.first("");
      }
    }
    faults.throwIfAny();
    return lives.trace();
  }

  /// Writes a trace as if it had been recorded where each allocation started at once.
  ///
  /// @param begin when its time 0 was
  public static void write(Trace trace, Path file, Instant begin) throws IOException {
    record End(long at, TraceClass of, String alloc) {}
    PriorityQueue<End> running = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    try (RecordedWriter out = new RecordedWriter(Lines.to(file))) {
      Arrivals arrivals = trace.arrivals();
      long number = 0;
      boolean more = arrivals.next();
      while (more || !running.isEmpty()) {
        End first = running.peek();
        if (first != null && (!more || first.at() <= arrivals.at())) {
          running.remove();
          out.ended(
              begin.plusMillis(first.at()), first.of().job(), first.of().group(), first.alloc());
          continue;
        }
        TraceClass of = trace.classes().get(arrivals.shape());
        Instant at = begin.plusMillis(arrivals.at());
        out.queued(at, of, arrivals.count(), arrivals.priority());
        for (int i = 0; i < arrivals.count(); i++) {
          String alloc = "alloc-" + number++;
          out.started(at, of.job(), of.group(), alloc);
          running.add(new End(arrivals.at() + arrivals.runs(), of, alloc));
        }
        more = arrivals.next();
      }
    }
  }
}
