package nomadops.autoscaler.demand;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How long allocations run, from those that ended: the mean of each group of each job, of a
/// parent's children together, the later ones counting more. What failed is not counted: it may
/// have ended at once. For many threads.
public final class Runtimes {
  /// The last of many counts for so much.
  private static final double LAST = 0.05;

  /// @param job a parent's id for its children
  private record Key(String namespace, String job, String group) {}

  private record Mean(int count, double seconds) {
    Mean with(double next) {
      double weight = Math.max(LAST, 1.0 / (count + 1));
      return new Mean(
          Math.min(count + 1, Integer.MAX_VALUE - 1), seconds + weight * (next - seconds));
    }
  }

  private final Map<Key, Mean> means;

  /// Nothing is known yet.
  ///
  /// @param most how many groups are remembered; those not used for longest go first
  public Runtimes(int most) {
    means =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Mean> eldest) {
            return size() > most;
          }
        };
  }

  /// One has ended by itself.
  public synchronized void ended(String namespace, String job, String group, Duration ran) {
    if (!ran.isNegative()) {
      means.merge(
          new Key(namespace, parent(job), group),
          new Mean(1, ran.toMillis() / 1e3),
          (before, one) -> before.with(one.seconds()));
    }
  }

  /// How long one is expected to run; empty while none has ended.
  public synchronized Optional<Duration> expected(String namespace, String job, String group) {
    return Optional.ofNullable(means.get(new Key(namespace, parent(job), group)))
        .map(mean -> Duration.ofMillis(Math.round(mean.seconds() * 1e3)));
  }

  /// The parent's id is a child's up to `/dispatch-` or `/periodic-` (Nomad 1.7 to 2.0).
  static String parent(String job) {
    int dispatch = job.lastIndexOf("/dispatch-");
    int periodic = job.lastIndexOf("/periodic-");
    int end = Math.max(dispatch, periodic);
    return end < 0 ? job : job.substring(0, end);
  }
}
