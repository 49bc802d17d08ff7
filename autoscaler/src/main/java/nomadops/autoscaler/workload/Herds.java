package nomadops.autoscaler.workload;

/// Periodic jobs: what comes on the minute and what on the hour, fanned out within seconds.
///
/// @param minutely share of all allocations that come on the minute
/// @param hourly share that comes on the hour
/// @param spreadMillis all of a herd is there within this time
record Herds(double minutely, double hourly, long spreadMillis) {
  static final Herds NONE = new Herds(0, 0, 1);
  static final long MINUTE = 60_000;
  static final long HOUR = 3_600_000;

  /// How many allocations belong to the herd at this minute's begin, on the mean.
  double at(long minuteMillis, double ratePerMinute) {
    double some = minutely * ratePerMinute;
    return minuteMillis % HOUR == 0 ? some + hourly * ratePerMinute * 60 : some;
  }

  double steady() {
    return 1 - minutely - hourly;
  }
}
