package nomadops.drainer.drain;

import java.time.Duration;
import java.util.Map;
import nomadops.client.time.Ticker;
import nomadops.drainer.notice.InstanceId;
import org.jspecify.annotations.Nullable;

/// When an instance was looked up in Nomad: notices of foreign instances come again and again, and
/// each such list walks all nodes on the server. For many threads.
final class LookUps {
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final int ROOM = 10_000;

  private final Ticker ticker;
  private final Map<InstanceId, Long> lately = new Latest<>(ROOM);

  LookUps(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized boolean isDue(InstanceId instance) {
    @Nullable Long at = lately.get(instance);
    return at == null || ticker.nanos() - at >= EVERY.toNanos();
  }

  synchronized void done(InstanceId instance) {
    lately.remove(instance);
    lately.put(instance, ticker.nanos());
  }
}
