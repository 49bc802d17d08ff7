package nomadops.health.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.connection.TokenSource;
import nomadops.client.time.Pause;
import nomadops.health.probe.policy.HandOver;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;
import nomadops.simulator.NomadSimulator;

/// A probe beside a simulated server, on a clock that waits move.
final class ProbeRig implements AutoCloseable {
  static final ProbeTerms TERMS =
      new ProbeTerms(
          Duration.ofSeconds(2),
          new Liveness(5, Duration.ofSeconds(30), Duration.ofMinutes(10)),
          new Readiness(250, Duration.ofMinutes(5), Duration.ofSeconds(10), 3),
          new HandOver(Duration.ofSeconds(20), Duration.ofSeconds(3), 5),
          Duration.ofSeconds(30));

  final Probe probe;
  final ProbePages pages;
  final LeaderHandOver handOver;
  final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  volatile Runnable atEachPause = () -> {};
  Optional<String> condemned = Optional.empty();
  private final NomadClient nomad;
  private final AtomicLong now = new AtomicLong();

  ProbeRig(NomadSimulator simulator, String token) {
    Connection connection =
        Connection.to(simulator.address().toString())
            .token(token.isEmpty() ? TokenSource.none() : TokenSource.fixed(token))
            .requestTimeout(Duration.ofSeconds(10))
            .build()
            .triedOnce();
    nomad = NomadClient.connect(connection);
    ServerLook look = new ServerLook(nomad, nomad);
    Pause pause =
        duration -> {
          passes(duration);
          atEachPause.run();
        };
    probe = new Probe(look, TERMS, now::get, pause, () -> condemned, (_, _, _) -> {});
    pages = new ProbePages(probe);
    handOver =
        new LeaderHandOver(
            probe,
            look,
            TERMS.handOver(),
            now::get,
            pause,
            outcome -> {
              outcomes.add(outcome);
              pages.handedOver(outcome);
            });
  }

  /// One look, and the usual wait.
  Seen look() throws InterruptedException {
    probe.once();
    passes(TERMS.every());
    return probe.seen();
  }

  void passes(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    nomad.close();
  }
}
