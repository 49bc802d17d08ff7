package nomadops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.WindowedPurge;
import org.junit.jupiter.api.Test;

/** A small demo from its first phase to its last, with a plain purge in the collector's place. */
class DemoRunTest {
  private static final DemoPlan PLAN =
      new DemoPlan(200, 20, Duration.ofSeconds(1), Duration.ofSeconds(20), 1);

  @Test
  void bothHalvesArePurgedBesideTheForeground() throws Exception {
    List<String> seen = new ArrayList<>();
    List<Phase> phases = new DemoRun(PLAN, DemoRunTest::purging, watcher(seen)).run();
    assertThat(phases)
        .extracting(Phase::name)
        .containsExactly("foreground alone", "naive purge", "nomad-gc");
    assertThat(phases).extracting(Phase::purged).containsExactly(0L, 100L, 100L);
    assertThat(phases.getFirst().samples()).isNotEmpty();
    assertThat(seen).contains("foreground alone", "naive purge");
  }

  @Test
  void aCollectorThatFailsFailsTheDemo() {
    DemoRun run = new DemoRun(PLAN, _ -> new Ended(3), watcher(new ArrayList<>()));
    assertThatThrownBy(run::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 3");
  }

  private static DemoWatcher watcher(List<String> seen) {
    return new DemoWatcher() {
      @Override
      public void started(URI address, DemoPlan plan) {}

      @Override
      public void tick(List<Phase> phases, int ready) {
        seen.add(phases.getLast().name());
      }
    };
  }

  private static Collector.Collection purging(URI address) {
    Thread purge =
        Thread.ofVirtual()
            .start(() -> {
              try {
                WindowedPurge.run(address, DeadJobs.ids("paced-", PLAN.half()), 4);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return new Collector.Collection() {
      @Override
      public boolean running() {
        return purge.isAlive();
      }

      @Override
      public int exitCode() {
        return 0;
      }

      @Override
      public void close() {
        purge.interrupt();
      }
    };
  }

  private record Ended(int exitCode) implements Collector.Collection {
    @Override
    public boolean running() {
      return false;
    }

    @Override
    public void close() {}
  }
}
