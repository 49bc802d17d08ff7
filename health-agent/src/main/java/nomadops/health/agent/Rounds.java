package nomadops.health.agent;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private volatile List<Planned> plan;
  private final Courses courses;
  private final Ticker ticker;
  private final Pause pause;
  private final RandomGenerator random;

  /// Also of checks that are gone: one that hangs may come back before its look has ended. Touched
  /// by the thread that runs alone, while no check is kept.
  private final Map<String, Look> looks = new HashMap<>();

  public Rounds(
      List<Planned> plan, Courses courses, Ticker ticker, Pause pause, RandomGenerator random) {
    this.plan = List.copyOf(plan);
    this.courses = courses;
    this.ticker = ticker;
    this.pause = pause;
    this.random = random;
  }

  /// Another plan, from a second or so later on.
  public void follow(List<Planned> next) {
    plan = List.copyOf(next);
  }

  /// Looks until told to stop, or interrupted.
  ///
  /// @param stop asked often, by one thread
  public void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      List<Planned> followed = plan;
      List<Thread> all = followed.stream().map(this::begin).toList();
      try {
        while (plan.equals(followed) && !stop.getAsBoolean()) {
          pause.sleep(GLANCE);
        }
      } finally {
        all.forEach(Thread::interrupt);
        for (Thread thread : all) {
          thread.join();
        }
      }
    }
  }

  private Thread begin(Planned planned) {
    String name = planned.check().name();
    Look before = looks.get(name);
    Look look =
        before == null
            ? new Look(planned.check(), planned.deadline())
            : before.instead(planned.check(), planned.deadline());
    looks.put(name, look);
    long first = (long) (planned.every().toNanos() * random.nextDouble() / 2);
    return Thread.ofVirtual().name("rounds-" + name).start(() -> keep(planned, look, first));
  }

  /// @param first how long after the start it begins: a fleet that is started together does not ask
  ///   the same target together for ever
  private void keep(Planned planned, Look look, long first) {
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
