package nomadops.autoscaler.capacity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Things by id, each as it was told of last, whatever the order of telling. A thing's own Raft
/// index says which telling is newer; a list at index X tells of everything, also of what is gone.
///
/// Not safe for several threads.
public final class Versions<T> {
  private static final int GRAVES = 20_000;

  private final Map<String, Told<T>> things = new HashMap<>();
  private final LinkedHashMap<String, Long> graves = new LinkedHashMap<>();
  private final Change<T> listener;
  private final int mostGraves;
  private long floor;
  private boolean begun;

  /// Hears of every thing that came, changed or went.
  @FunctionalInterface
  public interface Change<T> {
    /// A thing is another now.
    ///
    /// @param before null when it came
    /// @param after null when it went
    void changed(String id, @Nullable T before, @Nullable T after);
  }

  private record Told<T>(long index, T thing) {}

  /// A row of a list, or a change.
  public record Row<T>(long index, T thing) {}

  public Versions(Change<T> listener) {
    this(listener, GRAVES);
  }

  /// @param mostGraves how many things that went are remembered
  Versions(Change<T> listener, int mostGraves) {
    this.listener = listener;
    this.mostGraves = mostGraves;
  }

  /// A thing as of its own index. What is older than what is known changes nothing.
  public void put(String id, long index, T thing) {
    @Nullable Told<T> known = things.get(id);
    @Nullable Long grave = graves.get(id);
    long least = known != null ? known.index() : grave != null ? grave + 1 : floor + 1;
    if (index < least) {
      return;
    }
    graves.remove(id);
    things.put(id, new Told<>(index, thing));
    listener.changed(id, known == null ? null : known.thing(), thing);
  }

  /// A thing went, at this index.
  public void gone(String id, long index) {
    @Nullable Told<T> known = things.get(id);
    if (known != null && known.index() > index) {
      return;
    }
    bury(id, index);
    if (known != null) {
      things.remove(id);
      listener.changed(id, known.thing(), null);
    }
  }

  private void bury(String id, long index) {
    if (index <= floor || index < graves.getOrDefault(id, 0L)) {
      return;
    }
    graves.putLast(id, index);
    if (graves.size() > mostGraves) {
      Map.Entry<String, Long> eldest = graves.pollFirstEntry();
      floor = Math.max(floor, eldest.getValue());
    }
  }

  /// Everything that there was at an index.
  ///
  /// @return false when the list is older than what is known, and was not taken
  public boolean list(Map<String, Row<T>> rows, long index) {
    if (index < floor) {
      return false;
    }
    begun = true;
    rows.forEach(this::listed);
    Map<String, T> missing = new HashMap<>();
    things.forEach((id, told) -> {
      if (told.index() <= index && !rows.containsKey(id)) {
        missing.put(id, told.thing());
      }
    });
    things.keySet().removeAll(missing.keySet());
    missing.forEach((id, thing) -> listener.changed(id, thing, null));
    graves.values().removeIf(at -> at <= index);
    floor = index;
    return true;
  }

  private void listed(String id, Row<T> row) {
    @Nullable Told<T> known = things.get(id);
    @Nullable Long grave = graves.get(id);
    boolean wentLater = grave != null && grave >= row.index();
    boolean isKnown = known != null && known.index() >= row.index();
    if (wentLater || isKnown) {
      return;
    }
    graves.remove(id);
    things.put(id, new Told<>(row.index(), row.thing()));
    listener.changed(id, known == null ? null : known.thing(), row.thing());
  }

  /// Indexes count from anew: the cluster was restored, or is another one. What is known stays
  /// until something else is told.
  public void restart() {
    things.replaceAll((_, told) -> new Told<>(0, told.thing()));
    graves.clear();
    floor = 0;
  }

  /// A list was taken once: until then there may be more than is known.
  public boolean begun() {
    return begun;
  }

  public Optional<T> get(String id) {
    return Optional.ofNullable(things.get(id)).map(Told::thing);
  }

  /// All of them, as they are now; a copy.
  public Map<String, T> all() {
    Map<String, T> all = new HashMap<>();
    things.forEach((id, told) -> all.put(id, told.thing()));
    return all;
  }

  public int size() {
    return things.size();
  }
}
