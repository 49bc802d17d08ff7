package nomadops.autoscaler;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Configurations that follow each other: one is in force, and one at most waits for the end of a
/// turn. What a former one held is put away.
final class Succession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

  private final AtomicReference<@Nullable PoolSet> waiting = new AtomicReference<>();
  private PoolSet current;

  Succession(PoolSet first) {
    this.current = first;
  }

  /// For any thread. One that waits already is overtaken.
  void offer(PoolSet set) {
    close(waiting.getAndSet(set));
  }

  /// The one that waits, which is in force now; empty when none does.
  Optional<PoolSet> takeUp() {
    @Nullable PoolSet set = waiting.getAndSet(null);
    if (set == null) {
      return Optional.empty();
    }
    close(current);
    current = set;
    return Optional.of(set);
  }

  @Override
  public void close() {
    close(waiting.getAndSet(null));
    close(current);
  }

  private static void close(@Nullable PoolSet set) {
    if (set == null) {
      return;
    }
    try {
      set.resources().close();
    } catch (Exception e) {
      LOG.warn("a former configuration could not be put away: {}", e.toString());
    }
  }
}
