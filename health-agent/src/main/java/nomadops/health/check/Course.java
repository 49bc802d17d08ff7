package nomadops.health.check;

/// The course of one check so far: its verdict, and what the next finding is judged by. Instants
/// are a ticker's nanoseconds.
///
/// @param verdict what is believed of it
/// @param since when it has been that
/// @param last what the last look found
/// @param lastEnd when that look ended
/// @param graceUntil until then nothing is FAIL
/// @param runs what was found lately
/// @param failures how often the verdict has become FAIL lately
/// @param heldUntil until then it stays FAIL
public record Course(
    Health verdict,
    long since,
    Finding last,
    long lastEnd,
    long graceUntil,
    Runs runs,
    int failures,
    long heldUntil) {

  /// Of a check that was never looked at.
  public static Course begin(Terms terms, long now) {
    Finding none = Finding.unknown("not looked at yet");
    long graceUntil = now + terms.grace().toNanos();
    return new Course(Health.UNKNOWN, now, none, now, graceUntil, Runs.NONE, 0, now);
  }

  /// Whether it was never looked at, or not since a gap.
  public boolean isNew() {
    return runs.equals(Runs.NONE);
  }

  /// Of this verdict, since then unless it was that before.
  Course judged(Health other, long now) {
    return other == verdict
        ? this
        : new Course(other, now, last, lastEnd, graceUntil, runs, failures, heldUntil);
  }

  Course failed(int times, long until) {
    return new Course(verdict, since, last, lastEnd, graceUntil, runs, times, until);
  }

  Course found(Finding finding, long began, long ended) {
    Runs longer = runs.with(finding.health(), began);
    return new Course(verdict, since, finding, ended, graceUntil, longer, failures, heldUntil);
  }
}
