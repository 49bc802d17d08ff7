package nomadops.snapshot.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.admin.Heartbeat;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditSettings;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Reloader;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.ReloadMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.snapshot.Pruner;
import nomadops.snapshot.RoundTerms;
import nomadops.snapshot.Rounds;
import nomadops.snapshot.Saver;
import nomadops.snapshot.SnapshotMeters;
import nomadops.snapshot.Trail;
import nomadops.snapshot.intake.Download;
import nomadops.snapshot.policy.ScheduleTerms;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `snapshot run`: wires the rounds, top to bottom, and runs them until it is told to stop.
final class RunCommand {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /// What comes after a download: keeping it may take as long, and more.
  private static final Duration KEEPING = Duration.ofHours(1);

  private final Invocation invocation;
  private final Resolved settings;
  private final Signals signals;
  private final Clockwork time;
  private final double luck;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  RunCommand(Invocation invocation, Signals signals, Clockwork time) {
    this.invocation = invocation;
    this.settings = invocation.settings();
    this.signals = signals;
    this.time = time;
    this.luck = time.random().nextDouble();
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  ExitCode run() throws Exception {
    SnapshotSettings.check(settings);
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    LOG.info("snapshot starts; {}", String.join(", ", settings.summary()));
    Connection connection = NomadSettings.connection(settings);
    WireMetrics wire = new WireMetrics(registry);
    try (Closer closer = new Closer();
        Target target = closer.register(TargetSettings.open(settings))) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(connection, wire, time.ticker(), time.pause(), time.random()));
      closer.register(ProcessMetrics.bind(registry, "snapshot", RunCommand.class));
      Leadership leadership =
          SnapshotSettings.LEADER.leadership(
              settings, connection, wire, time.ticker(), time.pause(), time.random());
      Optional<AuditLog> audit = AuditSettings.open(settings, time.wall());
      return process(rounds(nomad, target, leadership, audit), leadership, audit);
    } catch (TargetFault e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private Rounds rounds(
      NomadClient nomad, Target target, Leadership leadership, Optional<AuditLog> audit) {
    Trail trail = new Trail(audit, time.wall());
    String cluster = settings.get(TargetSettings.CLUSTER);
    Download download =
        new Download(nomad, SnapshotSettings.download(settings), time.wall(), time.ticker());
    download.sweep(target.spool());
    SnapshotMeters meters = new SnapshotMeters(registry);
    Rounds rounds =
        new Rounds(
            cluster,
            target,
            new Saver(cluster, download, target, leadership.fence(), trail, time.ticker()),
            new Pruner(target, leadership.fence(), trail, time.wall()),
            leadership.fence(),
            meters,
            terms(settings),
            new Rounds.Time(time.wall(), time.ticker(), time.pause(), time.random()));
    meters.watch(rounds, leadership.fence()::mayAct, time.wall());
    return rounds;
  }

  /// The same luck after a reload: a process keeps its place within the interval.
  private RoundTerms terms(Resolved from) {
    Duration offset = Duration.ofNanos((long) (luck * from.get(SnapshotSettings.JITTER).toNanos()));
    return new RoundTerms(
        new ScheduleTerms(from.get(SnapshotSettings.INTERVAL), offset),
        SnapshotSettings.keep(from));
  }

  private ExitCode process(Rounds rounds, Leadership leadership, Optional<AuditLog> audit)
      throws InterruptedException {
    Health health = new Health(time.ticker());
    Heartbeat turning = health.loop("rounds", settings.get(SnapshotSettings.TIMEOUT).plus(KEEPING));
    health.input("target", () -> rounds.view().blind());
    StatusDocument status =
        new StatusDocument(rounds, leadership, settings.get(TargetSettings.TARGET).toString());
    AdminServer admin =
        AdminServer.start(
            settings.get(SnapshotSettings.ADMIN.address()),
            new AdminPages("snapshot", "", health, registry, status::tree));
    Sidecar sidecar =
        new Sidecar("snapshot", signals, Sidecar.DEFAULT_BUDGET)
            .activity("rounds", Phase.INTAKE, stop -> rounds.run(stop::requested, turning::beat))
            .background("leadership", Phase.LEADERSHIP, leadership)
            .onStop(Phase.LEADERSHIP, "leadership", leadership)
            .onStop(Phase.ADMIN, "admin pages", admin)
            .onHangup(
                new Reloader(
                    settings,
                    invocation::reread,
                    next -> {
                      SnapshotSettings.check(next);
                      rounds.follow(terms(next));
                    },
                    new ReloadMetrics(registry, time.wall())));
    audit.ifPresent(log -> sidecar.onStop(Phase.AUDIT, "audit log", log));
    return sidecar.run();
  }
}
