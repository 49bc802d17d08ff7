package nomadops.health.check;

/// When findings become a verdict: late enough that a hiccup is none, and back even later. Pure.
///
/// A finding of UNKNOWN is doubt: it neither adds to nor breaks a row of others, so a daemon that
/// hangs is found even when every other look cannot tell. Where nothing but doubt was found for as
/// long as a failure would need, the verdict is UNKNOWN, too.
public final class Hysteresis {
  private final Terms terms;

  public Hysteresis(Terms terms) {
    this.terms = terms;
  }

  /// The course after one more look.
  ///
  /// @param began when the look began, a ticker's nanoseconds
  /// @param ended when it ended
  public Course step(Course before, Finding finding, long began, long ended) {
    Course known = ended - before.lastEnd() > terms.gap().toNanos() ? anew(before, began) : before;
    Course now = known.found(finding, began, ended);
    return switch (finding.health()) {
      case OK -> well(now, ended);
      case FAIL -> sick(now, ended);
      case UNKNOWN -> doubtful(now, ended);
    };
  }

  /// After a gap: what was believed stays until it is confirmed or refuted from the beginning.
  private Course anew(Course before, long now) {
    return Course.begin(terms, now)
        .judged(before.verdict(), before.since())
        .failed(before.failures(), before.heldUntil());
  }

  private Course well(Course now, long at) {
    boolean again =
        now.verdict() == Health.FAIL
            && (now.runs().oks().times() < terms.clearAfter()
                || at - now.runs().oks().since() < terms.clearFor().toNanos()
                || at - now.heldUntil() < 0);
    if (again) {
      return now;
    }
    boolean forgotten =
        now.verdict() == Health.OK && at - now.since() >= terms.forgetAfter().toNanos();
    return now.judged(Health.OK, at).failed(forgotten ? 0 : now.failures(), now.heldUntil());
  }

  private Course sick(Course now, long at) {
    boolean enough =
        now.runs().fails().times() >= terms.failAfter()
            && at - now.runs().fails().since() >= terms.failFor().toNanos()
            && at - now.graceUntil() >= 0;
    if (now.verdict() == Health.FAIL || !enough) {
      return now;
    }
    int times = now.failures() + 1;
    return now.judged(Health.FAIL, at).failed(times, at + terms.hold(times).toNanos());
  }

  private Course doubtful(Course now, long at) {
    boolean nothingElse = at - now.runs().doubts().since() >= terms.failFor().toNanos();
    return nothingElse ? now.judged(Health.UNKNOWN, at) : now;
  }
}
