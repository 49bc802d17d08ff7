package nomadops.runtime.leader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// Contenders, a network that delays, loses and doubts, and one lock, in virtual time.
final class LockWorld {
  private record Event(long at, long order, Runnable action) {}

  final LockTerms terms = LockTerms.standard();
  final ModelLock lock;
  final Random random;
  final boolean faults;
  final List<Contender> contenders = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long order;
  long now;
  int handovers;
  private Contender last;

  LockWorld(long seed, ModelLock.Manner manner, Duration delay, boolean faults) {
    this.random = new Random(seed);
    this.lock = new ModelLock(manner, terms, delay);
    this.faults = faults;
  }

  Contender add(String name) {
    Contender contender = new Contender(this, name);
    contenders.add(contender);
    return contender;
  }

  void at(long time, Runnable action) {
    events.add(new Event(Math.max(time, now), order++, action));
  }

  void after(Duration delay, Runnable action) {
    at(now + delay.toNanos(), action);
  }

  /// Runs the world for a while; `check` is called after every event.
  void run(Duration duration, Runnable check) {
    long end = now + duration.toNanos();
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.remove();
      now = event.at();
      event.action().run();
      acting().stream().findFirst().ifPresent(this::noteHandover);
      check.run();
    }
    now = end;
  }

  /// Those whose fence is open at this instant, the paused among them.
  List<Contender> acting() {
    List<Contender> acting = new ArrayList<>(2);
    for (Contender contender : contenders) {
      if (contender.fence.mayAct()) {
        acting.add(contender);
      }
    }
    return acting;
  }

  private void noteHandover(Contender acting) {
    if (!acting.equals(last)) {
      last = acting;
      handovers++;
    }
  }

  /// Mostly milliseconds, seldom seconds.
  Duration latency() {
    return faults && random.nextInt(20) == 0
        ? Duration.ofMillis(random.nextInt(9_000))
        : Duration.ofMillis(1 + random.nextInt(20));
  }
}
