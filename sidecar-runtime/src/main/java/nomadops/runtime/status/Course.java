package nomadops.runtime.status;

/// A figure and its values so far, the oldest first.
final class Course {
  private final Figure figure;
  private final float[] values;
  private final long taken;

  /// @param values not changed by anybody any more
  /// @param taken samples that there ever were, which a plot's steps are aligned with
  Course(Figure figure, float[] values, long taken) {
    this.figure = figure;
    this.values = values;
    this.taken = taken;
  }

  Figure figure() {
    return figure;
  }

  int size() {
    return values.length;
  }

  /// Not a number where it was not known.
  float value(int i) {
    return values[i];
  }

  double newest() {
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  /// How many samples there were before the first of these.
  long before() {
    return taken - values.length;
  }
}
