package nomadops.health.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Look;

/// Looks at everything in its rhythm: each check in a thread of its own, so that one that hangs
/// delays no other.
public final class Rounds {
  /// No pause is longer, so that to stop takes no longer.
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final List<Planned> plan;
  private final Courses courses;
  private final Ticker ticker;
  private final Pause pause;
  private final RandomGenerator random;

  public Rounds(
      List<Planned> plan, Courses courses, Ticker ticker, Pause pause, RandomGenerator random) {
    this.plan = List.copyOf(plan);
    this.courses = courses;
    this.ticker = ticker;
    this.pause = pause;
    this.random = random;
  }

  /// Looks until told to stop, or interrupted.
  ///
  /// @param stop asked often, by one thread
  public void run(BooleanSupplier stop) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (Planned planned : plan) {
      long first = (long) (planned.every().toNanos() * random.nextDouble() / 2);
      all.add(
          Thread.ofVirtual()
              .name("rounds-" + planned.check().name())
              .start(() -> keep(planned, first)));
    }
    try {
      while (!stop.getAsBoolean()) {
        pause.sleep(GLANCE);
      }
    } finally {
      all.forEach(Thread::interrupt);
      for (Thread thread : all) {
        thread.join();
      }
    }
  }

  /// @param first how long after the start it begins: a fleet that is started together does not ask
  ///   the same target together for ever
  private void keep(Planned planned, long first) {
    Look look = new Look(planned.check(), planned.deadline());
    try {
      pause.sleep(Duration.ofNanos(first));
      while (!Thread.currentThread().isInterrupted()) {
        long began = ticker.nanos();
        Finding finding = look.once();
        long ended = ticker.nanos();
        courses.found(planned.check().name(), finding, began, ended);
        pause.sleep(Duration.ofNanos(Math.max(0, began + planned.every().toNanos() - ended)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
