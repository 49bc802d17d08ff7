package nomadops.autoscaler.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Which of several are worth choosing, when less is better in two ways at once.
public final class Frontier {
  private Frontier() {}

  /// What none of the others is better than: one dominates another when it is at most as much in
  /// both ways and less in one. Equal ones stay both. In order of `first`.
  public static <T> List<T> of(List<T> all, ToDoubleFunction<T> first, ToDoubleFunction<T> second) {
    List<T> best = new ArrayList<>();
    for (T one : all) {
      if (all.stream().noneMatch(other -> dominates(other, one, first, second))) {
        best.add(one);
      }
    }
    best.sort((a, b) -> Double.compare(first.applyAsDouble(a), first.applyAsDouble(b)));
    return List.copyOf(best);
  }

  /// Whoever finished all its work comes before whoever did not, whatever their figures: node-hours
  /// saved by leaving work undone are none. By node-hours and the 95th percentile of waits.
  public static List<Outcome> of(List<Outcome> all) {
    long least = all.stream().mapToLong(o -> o.work().unfinished()).min().orElse(0);
    List<Outcome> done = all.stream().filter(o -> o.work().unfinished() == least).toList();
    return of(done, Outcome::nodeHours, o -> o.waits().quantile(0.95));
  }

  private static <T> boolean dominates(
      T a, T b, ToDoubleFunction<T> first, ToDoubleFunction<T> second) {
    double a1 = first.applyAsDouble(a);
    double a2 = second.applyAsDouble(a);
    double b1 = first.applyAsDouble(b);
    double b2 = second.applyAsDouble(b);
    return a1 <= b1 && a2 <= b2 && (a1 < b1 || a2 < b2);
  }
}
