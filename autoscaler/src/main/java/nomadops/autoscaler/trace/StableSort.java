package nomadops.autoscaler.trace;

import java.util.function.LongUnaryOperator;

/// Merge sort of primitives by a key: the library's sorts of primitives take no comparator, and
/// boxes for ten million would cost more than the trace itself.
final class StableSort {
  private StableSort() {}

  static long[] by(long[] values, LongUnaryOperator key) {
    long[] from = values.clone();
    long[] to = new long[values.length];
    for (int width = 1; width < values.length; width *= 2) {
      for (int low = 0; low < values.length; low += 2 * width) {
        int middle = Math.min(low + width, values.length);
        int high = Math.min(low + 2 * width, values.length);
        merge(from, to, low, middle, high, key);
      }
      long[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private static void merge(
      long[] from, long[] to, int low, int middle, int high, LongUnaryOperator key) {
    int left = low;
    int right = middle;
    for (int out = low; out < high; out++) {
      boolean takeLeft =
          left < middle
              && (right >= high || key.applyAsLong(from[left]) <= key.applyAsLong(from[right]));
      to[out] = takeLeft ? from[left++] : from[right++];
    }
  }
}
