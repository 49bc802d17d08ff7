package nomadops.exporter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.connection.CircuitBreaking;
import nomadops.client.connection.Connection;
import nomadops.client.connection.Retries;
import nomadops.client.http.WireObserver;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.tally.Everything;
import nomadops.exporter.tally.Wanted;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;

/// A simulated cluster on a clock that the test moves, and a watch of it.
final class WatchRig implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(60);

  /// The usual ones, with lists that come soon enough for a test.
  private static final WatchTerms TERMS =
      new WatchTerms(
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          200,
          true);

  final VirtualClock clock = SimClock.virtual();
  final NomadSimulator nomad;
  final NomadClient client;
  final ClusterView view;
  final Freshness freshness;
  final WatchCounts counts = new WatchCounts();
  final Observed observed = new Observed();
  final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<Throwable> broke = new AtomicReference<>();
  private final Thread running;

  WatchRig() {
    this(SimulatorOptions.defaults(), new Everything());
  }

  WatchRig(SimulatorOptions options, Wanted wanted) {
    nomad = NomadSimulator.start(options.withClock(clock));
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
    freshness = new Freshness(clock, Duration.ofMinutes(5));
    ServerFacts facts = new ServerFacts(clock);
    view = new ClusterView(wanted, observed, freshness, facts);
    ClusterWatch watch =
        new ClusterWatch(
            client,
            view,
            freshness,
            facts,
            TERMS,
            counts,
            new ClusterWatch.Time(clock, clock::nanos, WatchRig::nap, new Random(7)));
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

  void runs(String id, String type, String runFor, int count) {
    String _ =
        nomad
            .state()
            .register(
                """
                {"Job":{"ID":"%s","Type":"%s","TaskGroups":[{"Name":"g","Count":%d,"Tasks":[{"Name":"t",\
                "Driver":"mock_driver","Config":{"run_for":"%s"},"Resources":{"CPU":500,"MemoryMB":100}}]}]}}\
                """
                    .formatted(id, type, count, runFor));
  }

  /// Moves time on until it holds.
  void until(String what, BooleanSupplier holds) throws InterruptedException {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!holds.getAsBoolean()) {
      assertThat(broke.get()).as("the watch ended").isNull();
      assertThat(ticker.nanos() - start)
          .as("%s; the view says %s", what, view.read())
          .isLessThan(BOUND.toNanos());
      Pause.system().sleep(Duration.ofMillis(5));
      clock.advance(Duration.ofMillis(250));
    }
  }

  void untilReady() throws InterruptedException {
    until("ready", view::ready);
  }

  /// Waits for a list of everything that begins from now on.
  void untilSwept() throws InterruptedException {
    Map<Kind, Long> before = sweeps();
    until(
        "swept",
        () -> {
          Map<Kind, Long> now = sweeps();
          return before.entrySet().stream()
              .allMatch(was -> now.get(was.getKey()) >= was.getValue() + 2);
        });
  }

  private Map<Kind, Long> sweeps() {
    Map<Kind, Long> sweeps = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      String operation =
          switch (kind) {
            case NODE -> "nodes.list";
            case JOB -> "jobs.list";
            case EVALUATION -> "evaluations.list";
            case ALLOCATION -> "allocations.list";
            case DEPLOYMENT -> "deployments.list";
          };
      sweeps.put(kind, asked.stream().filter(operation::equals).count());
    }
    return sweeps;
  }

  /// What a series says; -1 for one that is not there.
  double of(Family family, String... labels) {
    return view.read().stream()
        .filter(reading -> reading.family().equals(family))
        .flatMap(reading -> reading.points().stream())
        .filter(point -> point.labels().equals(List.of(labels)))
        .mapToDouble(point -> point.value())
        .findFirst()
        .orElse(-1);
  }

  /// What all series of a family say together.
  double sum(Family family) {
    return view.read().stream()
        .filter(reading -> reading.family().equals(family))
        .map(Reading::points)
        .flatMap(List::stream)
        .mapToDouble(point -> point.value())
        .sum();
  }

  @Override
  public void close() {
    stop.set(true);
    running.interrupt();
    boolean ended = joined();
    client.close();
    nomad.close();
    assertThat(ended).as("the watch ends when it is told to").isTrue();
    assertThat(broke.get())
        .satisfiesAnyOf(
            fault -> assertThat(fault).isNull(),
            fault -> assertThat(fault).isInstanceOf(InterruptedException.class));
  }

  private boolean joined() {
    try {
      return running.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
