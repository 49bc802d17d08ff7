package nomadops.drainer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;

/// Lets only so many instances of one node class be drained at once where nothing forces it. For
/// many threads.
final class Turns {
  private final int most;
  private final Map<InstanceId, Turn> taken = new HashMap<>();

  private record Turn(String nodeClass, Instant since) {}

  /// @param most for each node class
  Turns(int most) {
    this.most = most;
  }

  /// Takes a turn, or finds the one that the instance has.
  ///
  /// @param underWay it drains already, so it has its turn however many others do
  /// @return since when; empty when it has to wait
  synchronized Optional<Instant> take(
      InstanceId instance, String nodeClass, boolean underWay, Instant now) {
    Turn known = taken.get(instance);
    if (known != null) {
      return Optional.of(known.since());
    }
    long others = taken.values().stream().filter(t -> t.nodeClass().equals(nodeClass)).count();
    if (others >= most && !underWay) {
      return Optional.empty();
    }
    taken.put(instance, new Turn(nodeClass, now));
    return Optional.of(now);
  }

  /// Somebody else may have it.
  synchronized void free(InstanceId instance) {
    taken.remove(instance);
  }
}
