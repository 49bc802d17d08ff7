package nomadops.snapshot;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nomadops.snapshot.policy.Retention;
import nomadops.snapshot.target.Stored;

/// What one look at the target found: the snapshots of our cluster, the newest first.
///
/// @param at when it was looked
public record Shelf(Instant at, List<Stored> snapshots) {
  public Shelf {
    snapshots = List.copyOf(snapshots);
  }

  static Shelf of(Instant at, String cluster, List<Stored> stored) {
    return new Shelf(
        at,
        stored.stream()
            .filter(one -> one.name().cluster().equals(cluster))
            .sorted(Comparator.comparing(Stored::name).reversed())
            .toList());
  }

  /// Those whose time has come: after a clock stepped back, others are ahead.
  List<Stored> past() {
    Instant latest = at.plus(Retention.CLOCKS);
    return snapshots.stream().filter(one -> !one.name().at().isAfter(latest)).toList();
  }

  /// The newest of them.
  public Optional<Stored> newest() {
    return past().stream().findFirst();
  }

  /// The one before it.
  public Optional<Stored> previous() {
    return past().stream().skip(1).findFirst();
  }
}
