package nomadops.client.time;

/// Monotonic time for measuring how long something took; its origin has no meaning.
@FunctionalInterface
public interface Ticker {

  /// Nanoseconds since an arbitrary origin. Compare two readings by their difference only.
  long nanos();

  /// The machine's own monotonic clock.
  static Ticker system() {
    return System::nanoTime;
  }
}
