package nomadops.autoscaler.decision;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.PoolReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Decisions on one pool, one after the other, that say the same. The last of them is kept whole:
/// as it was made while another may follow, then as text, as a document of objects would take ten
/// times the memory.
final class Entry {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Gist gist;
  private final Instant from;
  private final Waits waits = new Waits();
  private Instant to;
  private long times;
  private int leastQueued = Integer.MAX_VALUE;
  private int mostQueued;
  private int leastNeeded = Integer.MAX_VALUE;
  private int mostNeeded;
  private String did = "";
  private @Nullable PoolReport last;
  private String text = "{}";

  Entry(Gist gist, Instant from) {
    this.gist = gist;
    this.from = from;
    this.to = from;
  }

  /// No other decision will be added.
  void close() {
    if (last != null) {
      text = JSON.writeValueAsString(DecisionDocument.pool(last));
      last = null;
    }
  }

  boolean isSame(Gist other) {
    return gist.equals(other);
  }

  boolean hasMoves() {
    return gist.hasMoves();
  }

  Instant to() {
    return to;
  }

  void add(PoolReport report) {
    int queued = QueueDocument.allocations(report.facts().queued());
    int needed = report.step().account().need().now();
    to = report.at();
    times++;
    leastQueued = Math.min(leastQueued, queued);
    mostQueued = Math.max(mostQueued, queued);
    leastNeeded = Math.min(leastNeeded, needed);
    mostNeeded = Math.max(mostNeeded, needed);
    did = Summary.of(report);
    waits.saw(Family.all(report.facts().queued()), report.at());
    last = report;
  }

  boolean isAbout(String job) {
    return waits.names(job);
  }

  /// @param job whose waits alone are to be named
  Map<String, Object> document(String pool, Optional<String> job) {
    Map<String, Object> all =
        Fields.of(
            "pool", pool,
            "from", from.toString(),
            "to", to.toString(),
            "times", times,
            "queued", Fields.of("least", leastQueued, "most", mostQueued),
            "needed", Fields.of("least", leastNeeded, "most", mostNeeded),
            "did", did);
    all.putAll(waits.document(job));
    all.put("decision", last == null ? JSON.readTree(text) : DecisionDocument.pool(last));
    return all;
  }
}
