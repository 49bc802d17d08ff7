package nomadops.gc.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.random.RandomGenerator;
import nomadops.client.connection.Connection;
import nomadops.gc.bankrupt.RecordStore;
import nomadops.runtime.Refused;
import nomadops.runtime.Stop;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Leadership;

/// Keeps two operators from declaring bankruptcy at once: a lock on a Nomad variable, renewed by a
/// thread of its own. A killed holder's lapses within half a minute (twice its TTL of 15 s, Nomad
/// 1.7 to 2.0).
final class OperatorLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final Leadership leadership;
  private final Thread renewal;

  private OperatorLock(Leadership leadership, Thread renewal) {
    this.leadership = leadership;
    this.renewal = renewal;
  }

  /// Waits for it.
  ///
  /// @throws Refused when another keeps it
  static OperatorLock take(
      Resolved settings, Connection connection, String who, Clockwork time, PrintStream lines)
      throws InterruptedException {
    Leadership leadership =
        GcSettings.LEADER.lockOfItsOwn(
            settings,
            RecordStore.LOCK,
            who,
            connection,
            time.ticker(),
            time.pause(),
            RandomGenerator.getDefault());
    Thread renewal =
        Thread.ofPlatform().daemon().name("operator-lock").start(() -> hold(leadership));
    OperatorLock lock = new OperatorLock(leadership, renewal);
    boolean taken = false;
    try {
      lock.await(time, lines);
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        lock.close();
      }
    }
  }

  private static void hold(Leadership leadership) {
    try {
      leadership.run(new Stop());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void await(Clockwork time, PrintStream lines) throws InterruptedException {
    long begin = time.ticker().nanos();
    boolean told = false;
    while (!held()) {
      long waited = time.ticker().nanos() - begin;
      if (waited > PATIENCE.toNanos()) {
        throw new Refused(
            "nothing was done: "
                + holder()
                + " is at it ("
                + leadership.standing().reason()
                + "). Only to resume the broker: "
                + BankruptText.LAST_WORDS);
      }
      if (!told && waited > QUIET.toNanos()) {
        told = true;
        lines.println(
            holder()
                + " holds the lock: at work now, or killed within the last half minute. Waiting for "
                + PATIENCE.toSeconds()
                + " s at most. Only to resume the broker: "
                + BankruptText.LAST_WORDS);
      }
      time.pause().sleep(LOOK);
    }
  }

  private String holder() {
    String name = leadership.standing().holder();
    return name.isEmpty() ? "another operator" : name;
  }

  /// Whether an effect may start now.
  boolean held() {
    return leadership.fence().mayAct();
  }

  @Override
  public void close() {
    renewal.interrupt();
    try {
      renewal.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    leadership.close();
  }
}
