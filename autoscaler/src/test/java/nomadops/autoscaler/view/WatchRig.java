package nomadops.autoscaler.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import nomadops.autoscaler.capacity.ExpectedRuntime;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.client.NomadClient;
import nomadops.client.connection.CircuitBreaking;
import nomadops.client.connection.Connection;
import nomadops.client.connection.Retries;
import nomadops.client.http.WireObserver;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;

/// A simulated cluster on a clock that the test moves, and a watch of it.
final class WatchRig implements AutoCloseable {
  static final String INSTANCE = "unique.platform.aws.instance-id";
  private static final Duration BOUND = Duration.ofSeconds(60);

  final VirtualClock clock = SimClock.virtual();
  final NomadSimulator nomad;
  final List<String> asked = new CopyOnWriteArrayList<>();
  final ClusterWatch watch;
  private final NomadClient client;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<Throwable> broke = new AtomicReference<>();
  private final Thread running;

  WatchRig(SimulatorOptions options) {
    this(options, _ -> {});
  }

  /// @param before what happens before the watch begins
  WatchRig(SimulatorOptions options, Consumer<NomadSimulator> before) {
    nomad = NomadSimulator.start(options.withClock(clock));
    before.accept(nomad);
    client =
        NomadClient.connect(
            Connection.to(nomad.address().toString())
                .retries(Retries.NONE)
                .circuitBreaking(CircuitBreaking.OFF)
                .requestTimeout(Duration.ofSeconds(10))
                .build(),
            new WireObserver() {
              @Override
              public void answered(String operation, int status, Duration latency) {
                asked.add(operation);
              }
            });
    NodeLedger ledger = new NodeLedger(INSTANCE, ExpectedRuntime.UNKNOWN, Optional.empty());
    watch =
        new ClusterWatch(
            client, ledger, WatchTerms.DEFAULT, clock, clock::nanos, WatchRig::nap, _ -> {});
    running =
        Thread.ofPlatform()
            .start(() -> {
              try {
                watch.run(stop::get);
              } catch (InterruptedException | RuntimeException e) {
                broke.set(e);
              }
            });
  }

  /// A pause that does not make a test wait.
  private static void nap(Duration wanted) throws InterruptedException {
    Duration most = Duration.ofMillis(2);
    Pause.system().sleep(wanted.compareTo(most) > 0 ? most : wanted);
  }

  String node(int number) {
    return nomad.state().addNode("client-" + number, Map.of(INSTANCE, "i-" + number), Map.of());
  }

  void runs(String id, String type, String runFor, int count) {
    String _ =
        nomad
            .state()
            .register(
                """
                {"Job":{"ID":"%s","Type":"%s","TaskGroups":[{"Name":"g","Count":%d,"Tasks":[{"Name":"t",\
                "Driver":"mock_driver","Config":{"run_for":"%s"},"Resources":{"CPU":1000,"MemoryMB":100}}]}]}}\
                """
                    .formatted(id, type, count, runFor));
  }

  /// Moves time on, a second after the other, until the sight is such.
  ClusterSight until(String what, Predicate<ClusterSight> holds) throws InterruptedException {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!holds.test(watch.sight())) {
      assertThat(broke.get()).as("the watch ended").isNull();
      assertThat(ticker.nanos() - start)
          .as("%s; the last sight: %s", what, watch.sight())
          .isLessThan(BOUND.toNanos());
      Pause.system().sleep(Duration.ofMillis(5));
      clock.advance(Duration.ofMillis(500));
    }
    return watch.sight();
  }

  ClusterSight untilComplete() throws InterruptedException {
    return until("complete", ClusterSight::complete);
  }

  /// Lets time pass, in steps in which the watch can do all it wants.
  void pass(Duration time) throws InterruptedException {
    for (Duration left = time; left.isPositive(); left = left.minusMillis(200)) {
      clock.advance(Duration.ofMillis(200));
      Pause.system().sleep(Duration.ofMillis(8));
    }
  }

  @Override
  public void close() {
    stop.set(true);
    client.close();
    nomad.close();
    try {
      assertThat(running.join(BOUND)).as("the watch ends").isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
