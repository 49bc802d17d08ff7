package nomadops.exporter.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import nomadops.exporter.reading.ClusterReadings;
import nomadops.exporter.reading.Observations;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.tally.Wanted;

/// The cluster as it is known now. Every change and every reading is under one lock, and a change
/// is of one row: a reading never sees half of a list, and costs as much as there are series, jobs
/// that are dead, evaluations that wait and nodes that drain.
///
/// Until each kind was listed once there is no reading; nor is there one when what is known has
/// become too old to be called the cluster.
public final class ClusterView implements ClusterReadings {
  private final Rows rows;
  private final Freshness freshness;
  private final Composition composition;
  private final Set<Kind> listed = EnumSet.noneOf(Kind.class);
  private final Map<Kind, Long> drift = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> sweptAt = new EnumMap<>(Kind.class);
  private long streamIndex;
  private boolean ready;

  /// Nothing is known yet.
  public ClusterView(
      Wanted wanted, Observations observations, Freshness freshness, ServerFacts servers) {
    this.rows = new Rows(wanted, observations);
    this.freshness = freshness;
    this.composition = new Composition(rows, wanted, servers);
  }

  /// An event tells something.
  ///
  /// @param index of its Raft entry
  synchronized void told(long index, Consumer<Rows> change) {
    change.accept(rows);
    streamIndex = index;
  }

  /// A list begins.
  synchronized void beginSweep(Kind kind) {
    rows.table(kind).beginSweep();
  }

  /// A row of the list that is under way.
  ///
  /// @param modifyIndex of the row
  /// @param change whether the row told something that was not known
  synchronized void listed(Kind kind, long modifyIndex, Predicate<Rows> change) {
    boolean news = change.test(rows);
    // Of several events of one index some may be under way.
    if (news && ready && modifyIndex < streamIndex) {
      drift.merge(kind, 1L, Long::sum);
    }
  }

  /// The list is complete.
  ///
  /// @param index up to which it tells everything
  synchronized int endSweep(Kind kind, long index, Instant begun) {
    int went = rows.table(kind).endSweep(index);
    sweptAt.put(kind, index);
    listed.add(kind);
    freshness.listed(kind, begun);
    if (!ready && listed.size() == Kind.values().length) {
      ready = true;
      rows.happenings.watchFrom(sweptAt.values().stream().mapToLong(i -> i).max().orElse(0));
    }
    return went;
  }

  /// The index up to which the last list of a kind told everything; 0 before the first.
  synchronized long sweptAt(Kind kind) {
    return sweptAt.getOrDefault(kind, 0L);
  }

  /// Indexes count from anew. What is known stays until all kinds were listed again.
  synchronized void restart() {
    rows.tables.values().forEach(Table::restart);
    rows.happenings.restart();
    sweptAt.clear();
    listed.clear();
    streamIndex = 0;
    ready = false;
  }

  /// Other things are wanted from now on.
  public synchronized void want(Wanted other) {
    rows.want(other);
    composition.want(other);
  }

  /// Everything that was told of the cluster, and nothing while that is not the whole or is too
  /// old.
  @Override
  public synchronized List<Reading> read() {
    return ready && freshness.stale().isEmpty() ? composition.compose() : new ArrayList<>();
  }

  /// Each kind was listed since the beginning, or since indexes began anew.
  public synchronized boolean ready() {
    return ready;
  }

  /// How many things of a kind are known.
  public synchronized int size(Kind kind) {
    return rows.table(kind).size();
  }

  /// How many rows lists have told of this kind that events should have told, since the start.
  public synchronized long drift(Kind kind) {
    return drift.getOrDefault(kind, 0L);
  }

  /// The Raft index of the last event; 0 before the first.
  public synchronized long streamIndex() {
    return streamIndex;
  }

  /// How old what is known is.
  public Duration age() {
    return freshness.age();
  }
}
