package nomadops.autoscaler.trace.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// Puts together what waited, what started and what ended into arrivals with durations.
final class Lives {
  /// For a class of which nothing ended, in a recording in which nothing ended at all.
  private static final long NOBODY_KNOWS = 60_000;

  private final Trace.Builder builder;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, Run> running = new LinkedHashMap<>();
  private long last;
  private long ended;
  private long endedMillis;

  Lives(String name) {
    builder = new Trace.Builder(name);
  }

  void queued(long at, TraceClass of, int count, int priority) {
    last = Math.max(last, at);
    Kind kind = kinds.computeIfAbsent(key(of.job(), of.group()), k -> new Kind());
    kind.shape = builder.shape(of);
    kind.waiting.add(new Waiting(at, kind.shape, count, priority));
  }

  /// `false` when nothing is known of this group's shape.
  boolean started(long at, String job, String group, String alloc) {
    last = Math.max(last, at);
    Kind kind = kinds.get(key(job, group));
    if (kind == null) {
      return false;
    }
    Waiting oldest = kind.waiting.peek();
    if (oldest == null) {
      running.put(alloc, new Run(kind, at, kind.shape, Trace.USUAL_PRIORITY, at));
    } else {
      running.put(alloc, new Run(kind, oldest.at, oldest.shape, oldest.priority, at));
      if (--oldest.count == 0) {
        kind.waiting.remove();
      }
    }
    return true;
  }

  void ended(long at, String alloc) {
    last = Math.max(last, at);
    Run run = running.remove(alloc);
    if (run != null) {
      long ran = Math.max(0, at - run.startedAt());
      run.kind().ended++;
      run.kind().endedMillis += ran;
      ended++;
      endedMillis += ran;
      builder.add(run.at(), run.shape(), 1, ran, run.priority());
    }
  }

  Trace trace() {
    for (Run run : running.values()) {
      long soFar = last - run.startedAt();
      builder.add(run.at(), run.shape(), 1, Math.max(mean(run.kind()), soFar), run.priority());
    }
    for (Kind kind : kinds.values()) {
      for (Waiting w : kind.waiting) {
        builder.add(w.at, w.shape, w.count, mean(kind), w.priority);
      }
    }
    return builder.buildFromFirst();
  }

  private long mean(Kind kind) {
    if (kind.ended > 0) {
      return kind.endedMillis / kind.ended;
    }
    return ended > 0 ? endedMillis / ended : NOBODY_KNOWS;
  }

  private static String key(String job, String group) {
    return job + '\n' + group;
  }

  private static final class Kind {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int shape;
    private long ended;
    private long endedMillis;
  }

  private static final class Waiting {
    private final long at;
    private final int shape;
    private final int priority;
    private int count;

    Waiting(long at, int shape, int count, int priority) {
      this.at = at;
      this.shape = shape;
      this.count = count;
      this.priority = priority;
    }
  }

  private record Run(Kind kind, long at, int shape, int priority, long startedAt) {}
}
