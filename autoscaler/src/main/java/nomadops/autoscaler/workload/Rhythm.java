package nomadops.autoscaler.workload;

/// Day and week: a smooth hill over the day that is highest at 14:00 and lowest at 02:00, and less
/// of it on the sixth and seventh day.
///
/// @param night the least, as a share of the most
/// @param weekend its days, as a share of the others
record Rhythm(double night, double weekend) {
  static final Rhythm NONE = new Rhythm(1, 1);
  private static final double DAY = 86_400_000;

  /// What the rate is multiplied with; 1 on the mean over a week.
  double at(long millis) {
    double ofDay = millis / DAY;
    double hill = (1 - Math.cos(2 * Math.PI * (ofDay - 2.0 / 24))) / 2;
    double level = night + (1 - night) * hill;
    boolean atWeekend = (long) ofDay % 7 >= 5;
    return level * (atWeekend ? weekend : 1) / meanOfWeek();
  }

  private double meanOfWeek() {
    return (night + 1) / 2 * (5 + 2 * weekend) / 7;
  }
}
