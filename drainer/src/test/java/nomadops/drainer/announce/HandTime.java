package nomadops.drainer.announce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes by being slept through. */
final class HandTime {
  private final AtomicReference<Instant> now = new AtomicReference<>(Scene.NOW);
  final List<Duration> naps = new CopyOnWriteArrayList<>();

  Instant now() {
    return now.get();
  }

  Duration slept() {
    return Duration.between(Scene.NOW, now.get());
  }

  void pass(Duration time) {
    naps.add(time);
    now.updateAndGet(before -> before.plus(time));
  }

  AnnounceTime time() {
    return new AnnounceTime(now::get, this::pass, new Random(1));
  }
}
