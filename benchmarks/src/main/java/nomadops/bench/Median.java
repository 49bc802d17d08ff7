package nomadops.bench;

import java.util.List;

/// What a noisy machine measured several times.
final class Median {
  private Median() {}

  /// The mean of the middle two when their number is even; NaN of nothing.
  static double of(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
