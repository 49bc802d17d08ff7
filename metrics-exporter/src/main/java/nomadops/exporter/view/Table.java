package nomadops.exporter.view;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Rows by key, each as it was told of last, whatever the order of telling.
///
/// A row's own Raft index says which telling is newer. Nomad deletes evaluations, allocations,
/// deployments and nodes without an event (`EvalDelete`, `DeploymentDelete`, `NodeBatchDeregister`
/// are not in `MsgTypeEvents`, 1.8 to 2.0), so a list is a sweep, too: what it does not show and
/// has not changed since the list's index, is gone. Until the sweep ends nothing is missing.
///
/// Not safe for several threads.
final class Table<K, R> {
  private static final int GRAVES = 20_000;

  private final Map<K, Held<R>> rows = new HashMap<>();
  private final LinkedHashMap<K, Long> graves = new LinkedHashMap<>();
  private final Change<R> change;
  private final int mostGraves;
  private long floor;
  private int epoch;
  private int sweep;

  /// Hears of every row that came, changed or went.
  interface Change<R> {
    /// A row is another now.
    ///
    /// @param before null when it came
    /// @param after null when it went
    void changed(@Nullable R before, @Nullable R after);
  }

  private static final class Held<R> {
    R row;
    long index;
    int epoch;
    int sweep;

    Held(R row) {
      this.row = row;
    }
  }

  Table(Change<R> change) {
    this(change, GRAVES);
  }

  /// @param mostGraves how many rows that went are remembered
  Table(Change<R> change, int mostGraves) {
    this.change = change;
    this.mostGraves = mostGraves;
  }

  /// A row as of its own index.
  ///
  /// @return false when something newer is known, and it was not taken
  boolean put(K key, long index, R row) {
    Held<R> held = rows.get(key);
    if (held == null) {
      if (index <= graves.getOrDefault(key, floor)) {
        return false;
      }
      graves.remove(key);
      held = new Held<>(row);
      rows.put(key, held);
      told(held, index);
      change.changed(null, row);
      return true;
    }
    if (held.epoch == epoch && index < held.index) {
      return false;
    }
    R before = held.row;
    held.row = row;
    told(held, index);
    change.changed(before, row);
    return true;
  }

  private void told(Held<R> held, long index) {
    held.index = index;
    held.epoch = epoch;
    held.sweep = sweep;
  }

  /// The same row with something in it that has no index of its own.
  void amend(K key, R row) {
    Held<R> held = rows.get(key);
    if (held != null) {
      R before = held.row;
      held.row = row;
      change.changed(before, row);
    }
  }

  /// A row went, at this index.
  void gone(K key, long index) {
    Held<R> held = rows.get(key);
    if (held != null && held.epoch == epoch && held.index > index) {
      return;
    }
    bury(key, index);
    if (held != null) {
      rows.remove(key);
      change.changed(held.row, null);
    }
  }

  private void bury(K key, long index) {
    if (index < graves.getOrDefault(key, 0L)) {
      return;
    }
    graves.putLast(key, index);
    if (graves.size() > mostGraves) {
      floor = Math.max(floor, graves.pollFirstEntry().getValue());
    }
  }

  /// A list begins.
  void beginSweep() {
    sweep++;
  }

  /// A row of the list that is under way.
  ///
  /// @return whether it told something that was not known
  boolean listed(K key, long index, R row) {
    Held<R> held = rows.get(key);
    if (held != null && held.epoch == epoch && held.index >= index) {
      held.sweep = sweep;
      if (held.index == index && !held.row.equals(row)) {
        amend(key, row);
      }
      return false;
    }
    boolean same = held != null && held.row.equals(row);
    return put(key, index, row) && !same;
  }

  /// The list is complete: what it did not show and has not changed since, is gone.
  ///
  /// @param index up to which the list tells everything
  /// @return how many went
  int endSweep(long index) {
    int went = 0;
    Iterator<Held<R>> all = rows.values().iterator();
    while (all.hasNext()) {
      Held<R> held = all.next();
      if (held.sweep != sweep && (held.epoch != epoch || held.index <= index)) {
        all.remove();
        went++;
        change.changed(held.row, null);
      }
    }
    graves.values().removeIf(at -> at <= index);
    floor = index >= floor ? 0 : floor;
    return went;
  }

  /// Indexes count from anew: the cluster was restored, or is another one. What is known stays
  /// until the next sweep, and gives way to whatever is told.
  void restart() {
    epoch++;
    graves.clear();
    floor = 0;
  }

  @Nullable R get(K key) {
    Held<R> held = rows.get(key);
    return held == null ? null : held.row;
  }

  void forEach(BiConsumer<K, R> visitor) {
    rows.forEach((key, held) -> visitor.accept(key, held.row));
  }

  int size() {
    return rows.size();
  }
}
