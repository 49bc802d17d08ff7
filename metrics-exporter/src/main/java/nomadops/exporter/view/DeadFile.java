package nomadops.exporter.view;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import nomadops.exporter.collection.Eligibility.Reason;
import nomadops.exporter.collection.Thresholds;
import org.jspecify.annotations.Nullable;

/// The dead jobs of one namespace and type, as numbers side by side. One that goes leaves its place
/// to the last.
final class DeadFile {
  private long[] died = new long[8];
  private long[] from = new long[8];
  private @Nullable Reason[] kept = new @Nullable Reason[8];
  private Slot[] slots = new Slot[8];
  private int size;

  /// The place of one job, which may change.
  static final class Slot {
    private int at;
  }

  /// At one moment.
  ///
  /// @param oldestNanos since the first of them died, never below 0
  /// @param mostOverdueMillis 0 when none is
  record Counts(
      int eligible,
      int overdue,
      Map<Reason, Integer> blocked,
      long oldestNanos,
      long mostOverdueMillis) {}

  Slot add() {
    if (size == slots.length) {
      died = Arrays.copyOf(died, 2 * size);
      from = Arrays.copyOf(from, 2 * size);
      kept = Arrays.copyOf(kept, 2 * size);
      slots = Arrays.copyOf(slots, 2 * size);
    }
    Slot slot = new Slot();
    slot.at = size++;
    slots[slot.at] = slot;
    return slot;
  }

  /// @param reason that does not pass with time; null for none
  /// @param ages since when it ages, nanoseconds since the epoch
  void set(Slot slot, long diedAt, @Nullable Reason reason, long ages) {
    died[slot.at] = diedAt;
    from[slot.at] = ages;
    kept[slot.at] = reason;
  }

  void remove(Slot slot) {
    int last = --size;
    Slot moved = slots[last];
    died[slot.at] = died[last];
    from[slot.at] = from[last];
    kept[slot.at] = kept[last];
    slots[slot.at] = moved;
    moved.at = slot.at;
    kept[last] = null;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Counts count(Thresholds thresholds, long now) {
    long threshold = thresholds.job().toNanos();
    long grace = 2 * thresholds.interval().toNanos();
    Map<Reason, int[]> blocked = new EnumMap<>(Reason.class);
    int eligible = 0;
    int overdue = 0;
    long oldest = 0;
    long mostOverdue = 0;
    for (int i = 0; i < size; i++) {
      oldest = Math.max(oldest, now - died[i]);
      long since = from[i] + threshold;
      Reason reason = kept[i] == null && since > now ? Reason.YOUNG : kept[i];
      if (reason != null) {
        blocked.computeIfAbsent(reason, _ -> new int[1])[0]++;
      } else {
        eligible++;
        long late = (now - since - grace) / 1_000_000;
        overdue += late > 0 ? 1 : 0;
        mostOverdue = Math.max(mostOverdue, late);
      }
    }
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    blocked.forEach((reason, n) -> reasons.put(reason, n[0]));
    return new Counts(eligible, overdue, reasons, oldest, mostOverdue);
  }
}
