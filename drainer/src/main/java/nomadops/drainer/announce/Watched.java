package nomadops.drainer.announce;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is remembered of one instance to tell whether it is stuck.
///
/// @param doing the latest that the view showed; empty before the first look
/// @param movedAt when that last changed
/// @param failing what fails, without a success since
/// @param stuckSince when it was told to be stuck; empty when it is not
record Watched(
    Optional<Doing> doing,
    Instant movedAt,
    Optional<Failing> failing,
    Optional<Instant> stuckSince) {
  /// Steps that fail come every second; but a call may take its time to fail.
  private static final Duration SAME_TROUBLE = Duration.ofMinutes(2);

  private static final Duration FRESH = Duration.ofSeconds(10);

  /// Something that does not work.
  ///
  /// @param what was tried
  /// @param fault the latest one's words
  record Failing(Instant since, Instant last, String what, String fault) {}

  static Watched from(Instant now) {
    return new Watched(Optional.empty(), now, Optional.empty(), Optional.empty());
  }

  boolean isStuck() {
    return stuckSince.isPresent();
  }

  Watched failed(String what, String fault, Instant now) {
    Instant since =
        failing
            .filter(before -> now.isBefore(before.last().plus(SAME_TROUBLE)))
            .map(Failing::since)
            .orElse(now);
    return new Watched(
        doing, movedAt, Optional.of(new Failing(since, now, what, fault)), stuckSince);
  }

  /// An effect worked. That alone is no move: an effect may have to be repeated for ever.
  Watched succeeded() {
    return new Watched(doing, movedAt, Optional.empty(), stuckSince);
  }

  Watched seen(String text, Instant now) {
    Doing seen = Doing.of(text);
    boolean moved = doing.map(before -> seen.isNewsAfter(before)).orElse(true);
    Doing next = moved ? seen : seen.least(doing.orElse(seen));
    return new Watched(
        Optional.of(next),
        moved ? now : movedAt,
        failing.filter(trouble -> goesOn(trouble, text, now)),
        stuckSince);
  }

  /// A look that works is not told to watchers; but then the instance does something else than what
  /// failed.
  private static boolean goesOn(Failing trouble, String text, Instant now) {
    return text.equals(trouble.what())
        || text.equals(trouble.fault())
        || now.isBefore(trouble.last().plus(FRESH));
  }

  Watched stuck(Optional<Instant> since) {
    return new Watched(doing, movedAt, failing, since);
  }
}
