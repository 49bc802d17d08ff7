package nomadops.runtime.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.Stop;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Against a real Nomad at NOMAD_ADDR, when NOMAD_OPS_LIVE=1 says that it may be written to.
@Timeout(120)
@EnabledIfEnvironmentVariable(named = "NOMAD_OPS_LIVE", matches = "1")
class LiveLockTest {

  @Test
  void theLockPassesFromOneReplicaToTheNextWhenTheFirstStops() throws Exception {
    Leadership first = leadership("lock", "first");
    Leadership second = leadership("lock", "second");
    Thread one = start(first);
    await(first.fence()::mayAct);
    Thread two = start(second);
    await(() -> second.standing().holder().equals("first"));
    assertThat(second.fence().mayAct()).isFalse();

    one.interrupt();
    one.join();
    first.close();
    assertThat(first.fence().mayAct()).isFalse();
    await(second.fence()::mayAct);
    two.interrupt();
    two.join();
    second.close();
  }

  @Test
  void theReplicaBesideTheRaftLeaderActsAfterItsWaitingTime() throws Exception {
    Leadership leadership = leadership("local-server", "x");
    Thread thread = start(leadership);
    await(leadership.fence()::mayAct);
    assertThat(leadership.standing().leading()).isTrue();
    thread.interrupt();
    thread.join();
    leadership.close();
  }

  private static Leadership leadership(String mode, String name) throws BadValue {
    LeaderSettings settings = LeaderSettings.of("runtime-test");
    Resolved resolved =
        Settings.resolve(
                new Catalogue("test", settings.all()),
                Map.of("leader", mode, "leader-name", name),
                Map.of(),
                new Node.Mapping(java.util.List.of(), Position.of("none")))
            .orThrow();
    return settings.leadership(
        resolved,
        Connection.fromEnvironment(System.getenv()).build(),
        WireObserver.NONE,
        Ticker.system(),
        Pause.system(),
        RandomGenerator.getDefault());
  }

  private static Thread start(Leadership leadership) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            leadership.run(new Stop());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(Duration.ofMillis(100));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
