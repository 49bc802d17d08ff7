package nomadops.autoscaler.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.AutoscalerDecisions;
import nomadops.autoscaler.AutoscalerMeters;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.Journal;
import nomadops.autoscaler.Observers;
import nomadops.autoscaler.PoolSet;
import nomadops.autoscaler.decision.History;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.rights.TokenCheck;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.admin.Heartbeat;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditPolicy;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Reloader;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.ReloadMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.runtime.status.Overview;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `autoscaler run`: wires the autoscaler, top to bottom, and runs it until it is told to stop.
final class RunCommand {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /// A turn that takes longer hangs.
  private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

  private RunCommand() {}

  static Clockwork system() {
    return new Clockwork(InstantSource.system(), Ticker.system(), Pause.system());
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  static ExitCode run(Invocation invocation, Signals signals, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    Wiring.checked(settings);
    LOG.info("autoscaler starts; {}", String.join(", ", settings.summary()));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    WireObserver wire = new WireMetrics(registry);
    Connection connection = NomadSettings.connection(settings);
    try (Closer closer = new Closer()) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(
                  connection, wire, time.ticker(), time.pause(), RandomGenerator.getDefault()));
      closer.register(ProcessMetrics.bind(registry, "autoscaler", RunCommand.class));
      Optional<String> blind = Followed.checked(new TokenCheck(nomad).ask());
      blind.ifPresent(why -> LOG.warn("{}; no node is given back before it can", why));
      Leadership leadership =
          AutoscalerSettings.LEADER.leadership(
              settings,
              connection,
              wire,
              time.ticker(),
              time.pause(),
              RandomGenerator.getDefault());
      Optional<AuditLog> audit = audit(settings, time);
      AutoscalerMeters meters = new AutoscalerMeters(registry);
      AutoscalerDecisions decisions = new AutoscalerDecisions();
      History history = new History(settings.get(AutoscalerSettings.HISTORY));
      PoolMaker maker =
          new PoolMaker(nomad, leadership.fence(), time, invocation.around().environment());
      Followed followed =
          Followed.of(
              settings,
              nomad,
              maker.make(settings),
              leadership.fence(),
              blind,
              new Observers(List.of(new Journal(audit, time.wall()), meters, history, decisions)),
              Followed.terms(settings, settings.get(AutoscalerSettings.INTERVAL)),
              time,
              invocation.around().environment(),
              closer);
      Reloader reloader =
          new Reloader(
              settings,
              invocation::reread,
              next -> take(next, invocation, maker, followed.autoscaler(), history),
              new ReloadMetrics(registry, time.wall()));
      Overview overview =
          new AutoscalerOverview(followed.autoscaler(), decisions)
              .of(registry)
              .withStanding(leadership::standing)
              .at(NomadSettings.told(connection));
      return process(
          settings,
          followed,
          history,
          overview,
          leadership,
          audit,
          registry,
          time,
          signals,
          reloader);
    }
  }

  /// The pools are made first: a configuration of which they cannot be made is refused whole.
  private static void take(
      Resolved next,
      Invocation invocation,
      PoolMaker maker,
      Autoscaler autoscaler,
      History history) {
    PoolSet pools = maker.make(next);
    Logs.setUp(next, invocation.around().err(), invocation.around().errTerminal().colour());
    history.keep(next.get(AutoscalerSettings.HISTORY));
    autoscaler.follow(pools, Followed.terms(next, next.get(AutoscalerSettings.INTERVAL)));
  }

  private static ExitCode process(
      Resolved settings,
      Followed followed,
      History history,
      Overview overview,
      Leadership leadership,
      Optional<AuditLog> audit,
      PrometheusMeterRegistry registry,
      Clockwork time,
      Signals signals,
      Reloader reloader)
      throws InterruptedException {
    Autoscaler autoscaler = followed.autoscaler();
    Health health = new Health(time.ticker());
    Heartbeat turning = health.loop("turns", LONGEST_TURN);
    Instant started = time.wall().instant();
    health.input("cluster", () -> stale(autoscaler, started, time));
    DecisionPages pages = new DecisionPages(autoscaler, history, leadership, time.wall());
    AdminServer admin =
        AdminServer.start(
            settings.get(AutoscalerSettings.ADMIN.address()),
            new AdminPages(
                    "autoscaler",
                    ProcessMetrics.version(RunCommand.class),
                    health,
                    registry,
                    pages::status,
                    pages.more())
                .shownAs(overview));
    Sidecar sidecar =
        new Sidecar("autoscaler", signals, Sidecar.DEFAULT_BUDGET)
            .activity(
                "turns",
                Phase.INTAKE,
                stop -> autoscaler.run(() -> beat(turning) && stop.requested()))
            .background("cluster", Phase.LEADERSHIP, stop -> followed.watch().run(stop::requested))
            .background("leadership", Phase.LEADERSHIP, leadership)
            .onStop(Phase.LEADERSHIP, "leadership", leadership)
            .onStop(Phase.ADMIN, "admin pages", admin)
            .onHangup(reloader);
    audit.ifPresent(log -> sidecar.onStop(Phase.AUDIT, "audit log", log));
    return sidecar.run();
  }

  private static boolean beat(Heartbeat heartbeat) {
    heartbeat.beat();
    return true;
  }

  /// Not ready while no turn could be made for a while.
  private static Optional<String> stale(Autoscaler autoscaler, Instant started, Clockwork time) {
    Duration interval = autoscaler.terms().interval();
    Instant last = autoscaler.lastTurn().orElse(started);
    Duration age = Duration.between(last, time.wall().instant());
    return age.compareTo(interval.multipliedBy(3).plusSeconds(30)) > 0
        ? Optional.of("no decision for " + age.toSeconds() + " s: the cluster was not read whole")
        : Optional.empty();
  }

  private static Optional<AuditLog> audit(Resolved settings, Clockwork time) {
    return settings
        .find(AutoscalerSettings.AUDIT_LOG)
        .map(path ->
            AuditLog.open(
                path,
                new AuditPolicy(AuditPolicy.Sync.EVERY_RECORD, OptionalLong.empty()),
                time.wall()));
  }
}
