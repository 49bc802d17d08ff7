package nomadops.snapshot;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.leader.Fence;
import nomadops.snapshot.intake.Download;
import nomadops.snapshot.intake.DownloadTerms;
import nomadops.snapshot.policy.KeepTerms;
import nomadops.snapshot.policy.ScheduleTerms;

/// Rounds over a Nomad on loopback, with a target in memory and time of their own.
final class Rig implements AutoCloseable {
  final FakeTarget target;
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final SnapshotMeters meters = new SnapshotMeters(registry);
  Instant now = Instant.parse("2026-11-27T13:20:00Z");
  long nanos;
  KeepTerms keep = new KeepTerms(3, 2, 1);
  DownloadTerms bounds = new DownloadTerms(1 << 20, Duration.ofMinutes(5), false);
  final NomadClient nomad;

  Rig(URI address, Path spool) {
    this.target = new FakeTarget(spool);
    this.nomad =
        NomadClient.connect(
            Connection.to(address.toString())
                .requestTimeout(Duration.ofSeconds(30))
                .build()
                .triedOnce(),
            WireObserver.NONE,
            Ticker.system(),
            Pause.system(),
            new Random(1));
  }

  void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /// A process that starts.
  Rounds rounds(Fence fence) {
    Rounds rounds =
        new Rounds(
            "global",
            target,
            saver(fence),
            new Pruner(target, fence, trail(), () -> now),
            fence,
            meters,
            new RoundTerms(new ScheduleTerms(Duration.ofHours(1), Duration.ofSeconds(30)), keep),
            new Rounds.Time(() -> now, () -> nanos, this::pass, new Random(7)));
    meters.watch(rounds, fence::mayAct, () -> now);
    return rounds;
  }

  Saver saver(Fence fence) {
    Download download = new Download(nomad, bounds, () -> now, () -> nanos);
    return new Saver("global", download, target, fence, trail(), () -> nanos);
  }

  private Trail trail() {
    return new Trail(Optional.empty(), () -> now);
  }

  /// The value of a series as it is scraped.
  double scraped(String series) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not in\n" + registry.scrape()));
  }

  @Override
  public void close() {
    nomad.close();
  }
}
