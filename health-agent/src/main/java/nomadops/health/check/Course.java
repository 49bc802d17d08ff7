package nomadops.health.check;

/// The course of one check so far: its verdict, and what the next finding is judged by. Instants
/// are a ticker's nanoseconds.
///
/// @param verdict what is believed of it
/// @param since when it has been that
/// @param last what the last look found
/// @param lastEnd when that look ended
/// @param graceUntil until then nothing is FAIL
/// @param fails findings of FAIL since the last OK
/// @param failsSince when the first of them began
/// @param oks findings of OK since the last FAIL
/// @param oksSince when the first of them began
/// @param unknownSince when the first look of UNKNOWN began since anything else was found; -1 when
///   the last one found something
/// @param failures how often the verdict has become FAIL lately
/// @param heldUntil until then it stays FAIL
public record Course(
    Health verdict,
    long since,
    Finding last,
    long lastEnd,
    long graceUntil,
    int fails,
    long failsSince,
    int oks,
    long oksSince,
    long unknownSince,
    int failures,
    long heldUntil) {

  /// Of a check that was never looked at.
  public static Course begin(Terms terms, long now) {
    return new Course(
        Health.UNKNOWN,
        now,
        Finding.unknown("not looked at yet"),
        now,
        now + terms.grace().toNanos(),
        0,
        now,
        0,
        now,
        -1,
        0,
        now);
  }

  /// Whether it was never looked at, or not since a gap.
  public boolean isNew() {
    return fails == 0 && oks == 0 && unknownSince < 0;
  }

  /// Of this verdict, since then unless it was that before.
  Course judged(Health other, long now) {
    return other == verdict
        ? this
        : new Course(
            other,
            now,
            last,
            lastEnd,
            graceUntil,
            fails,
            failsSince,
            oks,
            oksSince,
            unknownSince,
            failures,
            heldUntil);
  }

  Course failed(int times, long until) {
    return new Course(
        verdict,
        since,
        last,
        lastEnd,
        graceUntil,
        fails,
        failsSince,
        oks,
        oksSince,
        unknownSince,
        times,
        until);
  }

  Course found(Finding finding, long began, long ended) {
    boolean fail = finding.health() == Health.FAIL;
    boolean ok = finding.health() == Health.OK;
    return new Course(
        verdict,
        since,
        finding,
        ended,
        graceUntil,
        ok ? 0 : fails + (fail ? 1 : 0),
        fail && fails == 0 ? began : failsSince,
        fail ? 0 : oks + (ok ? 1 : 0),
        ok && oks == 0 ? began : oksSince,
        fail || ok ? -1 : unknownSince < 0 ? began : unknownSince,
        failures,
        heldUntil);
  }
}
