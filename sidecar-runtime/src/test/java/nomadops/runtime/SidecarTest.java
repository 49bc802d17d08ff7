package nomadops.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SidecarTest {
  private final FakeSignals signals = new FakeSignals();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void itEndsWhenTheLastForegroundActivityHasEnded() throws Exception {
    Sidecar sidecar = sidecar(Duration.ofSeconds(20));
    sidecar.activity("once", Phase.IN_FLIGHT, _ -> told.add("worked"));
    sidecar.background("admin", Phase.ADMIN, Stop::await);

    assertThat(sidecar.run()).isEqualTo(ExitCode.DONE);
    assertThat(told).containsExactly("worked");
  }

  @Test
  void sigtermStopsIntakeThenFinishesWorkThenLeadershipThenAuditAndAdminLast() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    Sidecar sidecar = sidecar(Duration.ofSeconds(20));
    sidecar.onStop(Phase.ADMIN, "admin", () -> told.add("admin closed"));
    sidecar.onStop(Phase.AUDIT, "audit", () -> told.add("audit closed"));
    sidecar.onStop(Phase.LEADERSHIP, "lock", () -> told.add("lock released"));
    sidecar.activity("work", Phase.IN_FLIGHT, stop -> finishWhatIsHeld(stop, started));
    sidecar.activity("intake", Phase.INTAKE, _ -> takeUntilInterrupted(started));
    sidecar.background("renewal", Phase.LEADERSHIP, _ -> untilInterrupted("renewal ended"));
    signalOnce(started, "TERM");

    assertThat(sidecar.run()).isEqualTo(ExitCode.DONE);

    assertThat(told)
        .containsExactly(
            "intake ended",
            "work finished",
            "renewal ended",
            "lock released",
            "audit closed",
            "admin closed");
  }

  @Test
  void aCrashStopsEverythingInTheSameOrderAndFails() throws Exception {
    Sidecar sidecar = sidecar(Duration.ofSeconds(20));
    sidecar.activity("intake", Phase.INTAKE, _ -> untilInterrupted("intake ended"));
    sidecar.activity(
        "work",
        Phase.IN_FLIGHT,
        _ -> {
          throw new IllegalStateException("a bug");
        });
    sidecar.onStop(Phase.AUDIT, "audit", () -> told.add("audit closed"));

    assertThat(sidecar.run()).isEqualTo(ExitCode.FAILED);
    assertThat(told).containsExactly("intake ended", "audit closed");
  }

  @Test
  void anActivityThatHangsCannotKeepTheOthersFromTheirPhases() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Sidecar sidecar = sidecar(Duration.ofMillis(500));
    sidecar.activity("deaf", Phase.IN_FLIGHT, _ -> deafTo(never));
    sidecar.onStop(Phase.IN_FLIGHT, "hand back", () -> told.add("handed back"));
    sidecar.onStop(Phase.AUDIT, "audit", () -> told.add("audit closed"));
    sidecar.requestStop("test");

    assertThat(sidecar.run()).isEqualTo(ExitCode.FAILED);
    assertThat(told).containsExactly("handed back", "audit closed");
    never.countDown();
  }

  @Test
  void aFailureWhileStoppingIsReportedAndTheRestIsStillDone() throws Exception {
    Sidecar sidecar = sidecar(Duration.ofSeconds(20));
    sidecar.onStop(Phase.AUDIT, "first added", () -> told.add("closed"));
    sidecar.onStop(
        Phase.AUDIT,
        "last added",
        () -> {
          throw new java.io.IOException("disk full");
        });
    sidecar.requestStop("test");

    assertThat(sidecar.run()).isEqualTo(ExitCode.FAILED);
    assertThat(told).containsExactly("closed");
  }

  @Test
  void aSecondSignalEndsTheProcessAtOnce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Sidecar sidecar = sidecar(Duration.ofSeconds(20));
    sidecar.activity(
        "slow",
        Phase.IN_FLIGHT,
        stop -> {
          signals.send("TERM");
          stop.await();
          signals.send("INT");
          release.await();
        });
    Thread runner = Thread.ofVirtual().start(() -> run(sidecar));
    await(() -> !signals.halts.isEmpty());

    assertThat(signals.halts).containsExactly(ExitCode.FAILED.number());
    release.countDown();
    runner.join();
  }

  @Test
  void aFailureInTheHangupHandlerChangesNothing() throws Exception {
    Sidecar sidecar = sidecar(Duration.ofSeconds(20));
    sidecar.onHangup(() -> {
      throw new IllegalArgumentException("bad config");
    });
    sidecar.activity("work", Phase.IN_FLIGHT, _ -> signals.send("HUP"));

    assertThat(sidecar.run()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theCloserClosesInReverseAndKeepsTheFirstFailure() {
    Closer closer = new Closer();
    closer.register(() -> told.add("a"));
    closer.register(() -> fail("b"));
    closer.register(() -> fail("c"));

    assertThat(org.assertj.core.api.Assertions.catchThrowable(closer::close))
        .hasMessage("c")
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
    assertThat(told).containsExactly("c", "b", "a");
  }

  private void fail(String name) {
    told.add(name);
    throw new IllegalStateException(name);
  }

  private Sidecar sidecar(Duration budget) {
    return new Sidecar("test", signals, budget);
  }

  private void signalOnce(CountDownLatch started, String signal) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            started.await();
            signals.send(signal);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void run(Sidecar sidecar) {
    try {
      sidecar.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private void finishWhatIsHeld(Stop stop, CountDownLatch started) throws InterruptedException {
    started.countDown();
    stop.await();
    while (!told.contains("intake ended")) {
      Thread.sleep(1);
    }
    told.add("work finished");
  }

  private void takeUntilInterrupted(CountDownLatch started) throws InterruptedException {
    started.countDown();
    untilInterrupted("intake ended");
  }

  private void untilInterrupted(String last) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } finally {
      told.add(last);
    }
  }

  private static void deafTo(CountDownLatch never) {
    while (never.getCount() > 0) {
      try {
        never.await();
      } catch (InterruptedException _) {
        // deaf on purpose
      }
    }
  }
}
