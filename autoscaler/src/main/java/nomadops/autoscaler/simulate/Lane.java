package nomadops.autoscaler.simulate;

/// What waits of one class and priority, oldest first.
final class Lane {
  private static final int WIDTH = 5;

  final int shape;
  final int priority;

  /// Whether a node has room is not known: all are to be looked at. Otherwise none had, and only
  /// those matter on which something ended since.
  boolean fresh;

  // A ring of: first arrival, waits since, runs, how many, order.
  private long[] ring = new long[8 * WIDTH];
  private int head;
  private int entries;
  private int count;
  private long turn;

  /// In the list of lanes in which something waits.
  int place;

  Lane(int shape, int priority) {
    this.shape = shape;
    this.priority = priority;
  }

  /// @param order of all that ever waited, in all lanes
  void add(long firstAt, long since, long runs, int howMany, long order) {
    if (entries * WIDTH == ring.length) {
      long[] wider = new long[ring.length * 2];
      System.arraycopy(ring, head, wider, 0, ring.length - head);
      System.arraycopy(ring, 0, wider, ring.length - head, head);
      ring = wider;
      head = 0;
    }
    int tail = head + entries * WIDTH;
    tail = tail >= ring.length ? tail - ring.length : tail;
    ring[tail] = firstAt;
    ring[tail + 1] = since;
    ring[tail + 2] = runs;
    ring[tail + 3] = howMany;
    ring[tail + 4] = order;
    if (entries++ == 0) {
      turn = turnOf(order);
    }
    count += howMany;
  }

  int count() {
    return count;
  }

  long firstAt() {
    return ring[head];
  }

  long since() {
    return ring[head + 1];
  }

  long runs() {
    return ring[head + 2];
  }

  /// Whose turn it is: less is sooner. Means nothing when nothing waits.
  long turn() {
    return turn;
  }

  /// Takes one of the oldest away.
  void take() {
    count--;
    if (--ring[head + 3] == 0) {
      head = head + WIDTH == ring.length ? 0 : head + WIDTH;
      if (--entries == 0) {
        // So that a lane that is mostly short stays in the same few lines of the cache.
        head = 0;
      } else {
        turn = turnOf(ring[head + 4]);
      }
    }
  }

  private long turnOf(long order) {
    return ((long) (Short.MAX_VALUE - priority) << 47) | order;
  }

  /// Of each entry, oldest first: when it first arrived, and how many.
  void each(Entry visitor) {
    for (int i = 0; i < entries; i++) {
      int at = (head + i * WIDTH) % ring.length;
      visitor.entry(ring[at], (int) ring[at + 3]);
    }
  }

  interface Entry {
    void entry(long firstAt, int count);
  }
}
