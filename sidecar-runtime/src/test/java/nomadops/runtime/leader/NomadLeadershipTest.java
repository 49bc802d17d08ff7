package nomadops.runtime.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/// Against the simulator; or against the Nomad at NOMAD_ADDR, when NOMAD_OPS_LIVE=1 says that it
/// may be written to.
@Timeout(120)
class NomadLeadershipTest {

  private @Nullable NomadSimulator simulator;
  private Connection connection = Connection.to("http://127.0.0.1:1").build();

  @BeforeEach
  void start() {
    if ("1".equals(System.getenv("NOMAD_OPS_LIVE"))) {
      connection = Connection.fromEnvironment(System.getenv()).build();
    } else {
      simulator = NomadSimulator.start();
      connection = Connection.to(simulator.address().toString()).build();
    }
  }

  @AfterEach
  void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }

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
  @DisabledIfEnvironmentVariable(named = "NOMAD_OPS_LIVE", matches = "1")
  void aLockWhoseAcquisitionWasAnsweredByAResetIsFoundToBeOurs() throws Exception {
    Faults faults = Objects.requireNonNull(simulator).faults();
    faults.inject(Match.of("PUT", "/v1/var/").times(1), new Fault.ResetAfter());
    Leadership leadership = leadership("lock", "me");
    Thread thread = start(leadership);

    await(leadership.fence()::mayAct);

    assertThat(leadership.standing().holder()).isEqualTo("me");
    thread.interrupt();
    thread.join();
    leadership.close();
    Leadership next = leadership("lock", "next");
    Thread other = start(next);
    await(next.fence()::mayAct);
    other.interrupt();
    other.join();
    next.close();
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

  private Leadership leadership(String mode, String name) throws BadValue {
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
        connection,
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
