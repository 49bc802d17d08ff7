package nomadops.autoscaler.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How long a machine takes from its launch until Nomad can use it, as measured. A value: what is
/// learnt makes another one.
///
/// @param keep how many of the latest measurements of a pool count
/// @param unmeasured what is said of a pool of which nothing is measured
/// @param measured by pool, the latest last
public record BootLag(int keep, Duration unmeasured, Map<String, List<Measured>> measured) {

  /// More than this is no boot: a machine that was stopped and started again, or a client that lost
  /// its state.
  private static final Duration LONGEST = Duration.ofHours(1);

  /// One machine's.
  public record Measured(String instance, Duration lag) {}

  public BootLag {
    if (keep < 1) {
      throw new IllegalArgumentException("keep is " + keep + "; give at least 1");
    }
    measured = Map.copyOf(measured);
  }

  /// Nothing is measured yet; the latest 50 of each pool will count.
  public static BootLag unmeasured(Duration guess) {
    return new BootLag(50, guess, Map.of());
  }

  /// A machine was launched, and its node was ready later. Each machine counts once, and what
  /// cannot be a boot does not count.
  public BootLag with(String pool, String instance, Instant launched, Instant ready) {
    Duration lag = Duration.between(launched, ready);
    List<Measured> known = measured.getOrDefault(pool, List.of());
    if (lag.isNegative()
        || lag.compareTo(LONGEST) > 0
        || known.stream().anyMatch(one -> one.instance().equals(instance))) {
      return this;
    }
    List<Measured> more = new ArrayList<>(known.size() < keep ? known : known.subList(1, keep));
    more.add(new Measured(instance, lag));
    Map<String, List<Measured>> all = new HashMap<>(measured);
    all.put(pool, List.copyOf(more));
    return new BootLag(keep, unmeasured, all);
  }

  /// What nine of ten machines of the pool did not exceed.
  public Duration p90(String pool) {
    List<Duration> sorted =
        measured.getOrDefault(pool, List.of()).stream().map(Measured::lag).sorted().toList();
    return sorted.isEmpty() ? unmeasured : sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1);
  }

  /// How many measurements of the pool count.
  public int count(String pool) {
    return measured.getOrDefault(pool, List.of()).size();
  }
}
