package nomadops.drainer.announce;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.Drainer;
import nomadops.drainer.plan.Doomed;

/// Whether an instance is stuck, by [StuckTerms].
final class Stuck {
  private static final Duration AFTER_BUDGET = Duration.ofMinutes(1);

  private final StuckTerms terms;

  Stuck(StuckTerms terms) {
    this.terms = terms;
  }

  /// What is to be told.
  sealed interface Decision {
    record IsStuck(String reason) implements Decision {}

    record Recovered(String reason) implements Decision {}

    record Unchanged(String reason) implements Decision {}
  }

  record Step(Decision decision, Watched next) {}

  /// One look at it.
  ///
  /// @param view as it stands now
  Step step(Watched before, Drainer.View view, Instant now) {
    Doomed doomed = view.doomed();
    String doing = view.doing();
    Watched seen = before.seen(doing, now);
    Optional<String> why =
        overdue(doomed, now).or(() -> failing(seen, now)).or(() -> quiet(seen, view, now));
    if (why.isPresent() && !seen.isStuck()) {
      return new Step(new Decision.IsStuck(why.get()), seen.stuck(Optional.of(now)));
    }
    if (why.isEmpty() && seen.isStuck()) {
      return new Step(new Decision.Recovered("it goes on: " + doing), seen.stuck(Optional.empty()));
    }
    return new Step(new Decision.Unchanged(why.orElse("it goes on")), seen);
  }

  /// A budget may have been over when its notice came.
  private static Optional<String> overdue(Doomed doomed, Instant now) {
    return doomed
        .deadline()
        .filter(end -> now.isAfter(later(end, doomed.since()).plus(AFTER_BUDGET)))
        .map(end -> "its budget ended at " + end + ", and it is not done");
  }

  private Optional<String> failing(Watched seen, Instant now) {
    return seen.failing()
        .filter(trouble -> !now.isBefore(trouble.since().plus(terms.after())))
        .map(trouble ->
            "failing since " + trouble.since() + ": " + trouble.what() + ": " + trouble.fault());
  }

  /// Half of the budget: batch work may well run for hours where the cloud leaves days.
  private Optional<String> quiet(Watched seen, Drainer.View view, Instant now) {
    Doomed doomed = view.doomed();
    boolean early =
        doomed
            .deadline()
            .map(end -> doomed.since().plus(Duration.between(doomed.since(), end).dividedBy(2)))
            .filter(now::isBefore)
            .isPresent();
    boolean quiet = !now.isBefore(seen.movedAt().plus(terms.afterQuiet()));
    return quiet && !early && !view.planned()
        ? Optional.of("nothing has changed since " + seen.movedAt())
        : Optional.empty();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
