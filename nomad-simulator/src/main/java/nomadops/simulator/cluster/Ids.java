package nomadops.simulator.cluster;

import java.util.Random;
import java.util.function.Supplier;

/// Ids in the shape of UUIDs, from a seed.
public final class Ids implements Supplier<String> {
  private final Random random;

  public Ids(long seed) {
    random = new Random(seed);
  }

  @Override
  public synchronized String get() {
    long high = random.nextLong();
    long low = random.nextLong();
    StringBuilder text = new StringBuilder(36);
    hex(text, high >>> 32, 8).append('-');
    hex(text, high >>> 16, 4).append('-');
    hex(text, high, 4).append('-');
    hex(text, low >>> 48, 4).append('-');
    return hex(text, low, 12).toString();
  }

  /// Eight hex digits, as in the ids of dispatched jobs.
  public synchronized String shortId() {
    return hex(new StringBuilder(8), random.nextLong(), 8).toString();
  }

  private static StringBuilder hex(StringBuilder text, long bits, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      text.append(Character.forDigit((int) (bits >>> (4 * i)) & 15, 16));
    }
    return text;
  }
}
