package nomadops.gc.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import nomadops.gc.job.DeadJob;
import org.jspecify.annotations.Nullable;

/// The jobs that fall due next, as many as there is room for. Those beyond it are forgotten;
/// [#horizon()] tells from when on only a new list can know.
final class DueSoon {
  /// @param pageIndex X-Nomad-Index of the list page that it came from
  record Due(DeadJob job, long pageIndex, Instant at) {}

  private static final Comparator<Due> ORDER =
      Comparator.comparing(Due::at).thenComparing(due -> due.job().key());

  private final TreeSet<Due> soonest = new TreeSet<>(ORDER);
  private final int room;
  private @Nullable Instant horizon;

  DueSoon(int room) {
    this.room = room;
  }

  void add(Due due) {
    if (horizon != null && !due.at().isBefore(horizon)) {
      return;
    }
    soonest.add(due);
    if (soonest.size() > room) {
      horizon = soonest.removeLast().at();
    }
  }

  /// Takes out what is due.
  List<Due> due(Instant now) {
    List<Due> due = new ArrayList<>();
    while (!soonest.isEmpty() && !soonest.getFirst().at().isAfter(now)) {
      due.add(soonest.removeFirst());
    }
    return due;
  }

  /// Everything that falls due before this is known here; empty if everything is.
  Optional<Instant> horizon() {
    return Optional.ofNullable(horizon);
  }

  int size() {
    return soonest.size();
  }
}
