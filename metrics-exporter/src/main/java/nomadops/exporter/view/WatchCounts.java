package nomadops.exporter.view;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the watch has been through, for its own series. For many threads.
public final class WatchCounts {
  private final Map<String, LongAdder> events = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> gaps = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Map<Kind, Duration> sweeps = new ConcurrentHashMap<>();
  private final Map<Kind, LongAdder> swept = new ConcurrentHashMap<>();
  private final LongAdder disconnects = new LongAdder();
  private final Told told;
  private volatile double lagSeconds;

  /// Hears of what people want to read afterwards.
  public interface Told {
    /// Something was read, missed or not to be had.
    ///
    /// @param what in a word or two
    /// @param about which kind of thing, e.g. `job`
    void happened(String what, String about, String why, String outcome);
  }

  /// Nobody hears of it.
  public WatchCounts() {
    this((_, _, _, _) -> {});
  }

  public WatchCounts(Told told) {
    this.told = told;
  }

  void event(String topic) {
    one(events, topic);
  }

  void gap(String cause) {
    one(gaps, cause);
    told.happened("list anew", "", "events may have been missed", cause.replace('_', ' '));
  }

  void disconnected() {
    disconnects.increment();
    told.happened("poll", "", "the event stream broke", "lists until it is back");
  }

  void failed(String what) {
    one(failures, what);
    told.happened("read", what, "it was due", "failed, tried again");
  }

  void swept(Kind kind, Duration took, int went) {
    sweeps.put(kind, took);
    swept.computeIfAbsent(kind, _ -> new LongAdder()).add(went);
    told.happened(
        "list",
        kind.word(),
        "to see what no event tells; it took " + took.toMillis() + " ms",
        went == 0 ? "nothing had gone unseen" : went + " had gone unseen");
  }

  void lag(double seconds) {
    lagSeconds = seconds;
  }

  private static void one(Map<String, LongAdder> counts, String key) {
    counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
  }

  /// Events by topic.
  public long events(String topic) {
    return of(events, topic);
  }

  /// Gaps by cause, as [nomadops.client.events.StreamGap.Cause] is spelled.
  public long gaps(String cause) {
    return of(gaps, cause);
  }

  public long disconnects() {
    return disconnects.sum();
  }

  /// Reads that failed, by what was to be read.
  public long failures(String what) {
    return of(failures, what);
  }

  /// How old the last event was when it was taken, by the servers' clock and ours; never below 0.
  public double lagSeconds() {
    return lagSeconds;
  }

  /// What the last complete list of a kind took.
  public Duration sweep(Kind kind) {
    return sweeps.getOrDefault(kind, Duration.ZERO);
  }

  /// How many things lists have shown to be gone, that no event told of.
  public long swept(Kind kind) {
    LongAdder count = swept.get(kind);
    return count == null ? 0 : count.sum();
  }

  private static long of(Map<String, LongAdder> counts, String key) {
    LongAdder count = counts.get(key);
    return count == null ? 0 : count.sum();
  }
}
