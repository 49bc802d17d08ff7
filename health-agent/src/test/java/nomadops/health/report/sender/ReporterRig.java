package nomadops.health.report.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.agent.Courses;
import nomadops.health.check.Terms;
import nomadops.health.report.Inbox;
import nomadops.health.report.Refusal;
import nomadops.health.report.ReportListener;
import nomadops.health.report.ReportServer;
import nomadops.health.report.ReportTerms;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.Closer;
import nomadops.runtime.config.HostPort;

/// A client that reports, controllers that take it, and a time that runs fast: no pause is longer
/// than a few milliseconds.
final class ReporterRig {
  static final String SECRET = "the secret of these tests, long enough";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final FakeNomad nomad = new FakeNomad();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Map<String, Integer> counts = new ConcurrentHashMap<>();
  final Courses courses =
      new Courses(
          List.of("docker", "disk"), Terms.USUAL, Ticker.system().nanos(), (_, _, _, _) -> {});
  private final Closer open = new Closer();
  private final NomadClient client;

  ReporterRig() {
    open.register(nomad);
    client =
        NomadClient.connect(
            Connection.to(nomad.address()).build().triedOnce(),
            WireObserver.NONE,
            Ticker.system(),
            Pause.system(),
            new Random(1));
    open.register(client);
  }

  OwnNode node() {
    return new OwnNode(client);
  }

  ReportServer controller(Inbox inbox, String secret) {
    ReportServer server =
        ReportServer.start(
            ReportTerms.usual(new HostPort("127.0.0.1", 0)),
            () -> new Secrets(List.of(secret)),
            inbox,
            new ReportListener() {
              @Override
              public void accepted() {
                counts.merge("accepted", 1, Integer::sum);
              }

              @Override
              public void refused(Refusal why) {
                counts.merge(why.word(), 1, Integer::sum);
              }
            },
            InstantSource.system(),
            Pause.system());
    return open.register(server);
  }

  Reporter reporter(Supplier<Secrets> secrets, Duration deadline, HostPort... to) {
    List<Destination> all = Arrays.stream(to).map(at -> Destination.of("http://" + at)).toList();
    return new Reporter(
        all,
        new Reporter.Rhythm(Duration.ofMillis(5), deadline),
        node(),
        courses,
        secrets,
        new ReportMeters(registry, all, InstantSource.system()),
        new Reporter.Time(
            InstantSource.system(), Ticker.system(), ReporterRig::nap, new Random(1)));
  }

  /// Runs until this is closed.
  void start(Duration deadline, HostPort... to) {
    Reporter reporter = reporter(() -> new Secrets(List.of(SECRET)), deadline, to);
    AtomicBoolean stop = new AtomicBoolean();
    Thread running = Thread.ofVirtual().start(() -> run(reporter, stop));
    open.register(() -> {
      stop.set(true);
      assertThat(running.join(PATIENCE)).as("it stops when it is told to").isTrue();
    });
  }

  private static void run(Reporter reporter, AtomicBoolean stop) {
    try {
      reporter.run(stop::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void nap(Duration wanted) throws InterruptedException {
    Duration most = Duration.ofMillis(5);
    Pause.system().sleep(wanted.compareTo(most) > 0 ? most : wanted);
  }

  double counted(HostPort to, String result) {
    return registry
        .get("nomad.ops.health.reports")
        .tags("to", "http://" + to, "result", result)
        .counter()
        .count();
  }

  static void await(String what, BooleanSupplier done) throws InterruptedException {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!done.getAsBoolean()) {
      assertThat(ticker.nanos() - start).as(what).isLessThan(PATIENCE.toNanos());
      Pause.system().sleep(Duration.ofMillis(2));
    }
  }

  void close() throws Exception {
    open.close();
  }
}
