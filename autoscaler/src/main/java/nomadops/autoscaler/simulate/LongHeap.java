package nomadops.autoscaler.simulate;

import java.util.Arrays;

/// Least first: a four-ary heap of numbers, each a time with what it is about.
final class LongHeap {
  /// Bits of what it is about; the time has the 39 above, which are 17 years of milliseconds.
  static final int PAYLOAD_BITS = 24;

  static final long LAST = (1L << (63 - PAYLOAD_BITS)) - 2;
  private static final int PAYLOAD = (1 << PAYLOAD_BITS) - 1;

  private static final int CHILDREN = 4;

  /// What is behind the last: greater than everything that has a time.
  private static final long NOTHING = Long.MAX_VALUE;

  private long[] heap = new long[1 << 10];
  private int size;

  LongHeap() {
    Arrays.fill(heap, NOTHING);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Of the first; [Long#MAX_VALUE] when there is none.
  long time() {
    long first = heap[0];
    return first == NOTHING ? NOTHING : first >>> PAYLOAD_BITS;
  }

  void add(long time, int payload) {
    if (payload > PAYLOAD) {
      throw new IllegalStateException("more than " + PAYLOAD + " things at once");
    }
    if (size + CHILDREN > heap.length) {
      int before = heap.length;
      heap = Arrays.copyOf(heap, before * 2);
      Arrays.fill(heap, before, heap.length, NOTHING);
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
    heap[size] = NOTHING;
    if (size == 0) {
      return payload;
    }
    int at = 0;
    for (int child = 1; child < size; child = CHILDREN * at + 1) {
      int least = leastOfFour(child);
      if (heap[least] >= value) {
        break;
      }
      heap[at] = heap[least];
      at = least;
    }
    heap[at] = value;
    return payload;
  }

  /// Which of four neighbours is least cannot be guessed, and a wrong guess costs more than the
  /// comparison: so there is no branch. All are 0 or more, and their differences do not overflow.
  private int leastOfFour(int from) {
    int one = from + (int) ((heap[from + 1] - heap[from]) >>> 63);
    int other = from + 2 + (int) ((heap[from + 3] - heap[from + 2]) >>> 63);
    return one + (other - one) * (int) ((heap[other] - heap[one]) >>> 63);
  }
}
