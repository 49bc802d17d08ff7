package nomadops.autoscaler.simulate;

import java.util.Arrays;

/// Least first: a four-ary heap of numbers, each a time with what it is about.
final class LongHeap {
  /// Bits of what it is about; the time has the 39 above, which are 17 years of milliseconds.
  static final int PAYLOAD_BITS = 24;

  static final long LAST = (1L << (63 - PAYLOAD_BITS)) - 1;
  private static final int PAYLOAD = (1 << PAYLOAD_BITS) - 1;

  private long[] heap = new long[1 << 10];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /// Of the first; [Long#MAX_VALUE] when there is none.
  long time() {
    return size == 0 ? Long.MAX_VALUE : heap[0] >>> PAYLOAD_BITS;
  }

  void add(long time, int payload) {
    if (payload > PAYLOAD) {
      throw new IllegalStateException("more than " + PAYLOAD + " things at once");
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    long value = (Math.min(time, LAST) << PAYLOAD_BITS) | payload;
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >> 2;
      if (heap[parent] <= value) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = value;
  }

  /// Takes the first away.
  int poll() {
    int payload = (int) heap[0] & PAYLOAD;
    long value = heap[--size];
    int at = 0;
    for (int child = 1; child < size; child = 4 * at + 1) {
      int least = child;
      int end = Math.min(child + 4, size);
      for (int other = child + 1; other < end; other++) {
        if (heap[other] < heap[least]) {
          least = other;
        }
      }
      if (heap[least] >= value) {
        break;
      }
      heap[at] = heap[least];
      at = least;
    }
    heap[at] = value;
    return payload;
  }
}
