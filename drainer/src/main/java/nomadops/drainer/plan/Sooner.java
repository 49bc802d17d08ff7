package nomadops.drainer.plan;

import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.notice.Notice;

/// Whether a notice that is told once more leaves less time: a maintenance may be moved, a request
/// made more urgent. More time is not given: a drain may have begun for the former.
final class Sooner {
  private Sooner() {}

  static boolean than(Notice notice, Notice known) {
    Optional<Instant> now = end(notice);
    return now.isPresent() && end(known).map(before -> now.get().isBefore(before)).orElse(true);
  }

  private static Optional<Instant> end(Notice notice) {
    return switch (notice) {
      case Notice.Maintenance maintenance -> maintenance.starts();
      case Notice.Requested requested -> requested.deadline();
      case Notice.SpotInterruption spot -> Optional.of(spot.ends());
      case Notice.Terminating _,
          Notice.Launching _,
          Notice.Rebalance _,
          Notice.Returned _,
          Notice.Adopted _,
          Notice.StateChange _ ->
          Optional.empty();
    };
  }
}
