package nomadops.gc.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.AuditTrail;
import nomadops.gc.Collector;
import nomadops.gc.GcConfig;
import nomadops.gc.GcDecisions;
import nomadops.gc.GcMeters;
import nomadops.gc.GcOverview;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.cli.ArchiveSettings;
import nomadops.gc.gather.ArchiveMeters;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.nodes.DownNodeRule;
import nomadops.gc.nodes.NodeJournal;
import nomadops.gc.nodes.NodeSweep;
import nomadops.gc.nodes.NomadNodes;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.PurgeListener;
import nomadops.gc.purge.Trail;
import nomadops.runtime.ExitCode;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditPolicy;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.ProgressBar;
import nomadops.runtime.cli.Screen;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.runtime.status.Overview;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `gc run`: wires the collector, top to bottom, and runs it once or until it is told to stop.
final class RunCommand {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final Duration PROGRESS = Duration.ofSeconds(10);

  private RunCommand() {}

  static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    Screen screen = new Screen(invocation.around().err(), invocation.around().errTerminal());
    Logs.setUp(settings, screen.above(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    GcConfig config = Configured.of(settings);
    LOG.info("gc starts; {}", String.join(", ", settings.summary()));
    Ticker ticker = time.ticker();
    Pause pause = time.pause();
    InstantSource wall = time.wall();
    RandomGenerator random = RandomGenerator.getDefault();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Connection connection = NomadSettings.connection(settings);
    WireMetrics wire = new WireMetrics(registry);
    try (NomadClient nomad = NomadClient.connect(connection, wire, ticker, pause, random);
        AutoCloseable _ = ProcessMetrics.bind(registry, "gc", RunCommand.class)) {
      Preflight.check(nomad, config);
      Leadership leadership =
          GcSettings.LEADER.leadership(settings, connection, wire, ticker, pause, random);
      Optional<AuditLog> audit =
          settings
              .find(GcSettings.AUDIT_LOG)
              .map(path -> AuditLog.open(path, auditPolicy(settings), wall));
      Optional<ArchiveDatabase> archive = ArchiveSettings.write(settings);
      if (archive.isEmpty()) {
        LOG.info(
            "nothing is archived: jobs that are deleted are gone for good; -archive keeps them");
      }
      Trail trail = audit.<Trail>map(log -> new AuditTrail(log, wall, ticker)).orElse(Trail.NONE);
      GcMeters meters = new GcMeters(registry);
      ProgressBar progress = progress(screen, ticker);
      boolean once = invocation.flag("once");
      // A long run that nobody watches tells by its metrics, and not by lines that are no log.
      boolean shown = once || invocation.around().errTerminal().interactive();
      GcDecisions decisions = new GcDecisions(wall);
      Collector gc =
          new Collector(
              config,
              new Collector.World(
                  nomad,
                  leadership.fence()::mayAct,
                  trail,
                  archive.map(database -> terms(settings, database, registry)),
                  wall,
                  ticker,
                  pause),
              meters.listener().and(decisions).and(told(shown ? progress::add : _ -> {})));
      meters.watch(gc, wall);
      Optional<NodeSweep> nodes =
          settings
              .find(GcSettings.DOWN_NODES)
              .map(after ->
                  new NodeSweep(
                      new NomadNodes(nomad, ticker),
                      new DownNodeRule(after),
                      settings.get(GcSettings.DOWN_NODES_PER_HOUR),
                      leadership.fence()::mayAct,
                      gc::closed,
                      new NodeJournal(audit, wall),
                      gc.clock(),
                      ticker,
                      pause));
      nodes.ifPresent(sweep -> meters.watch(sweep.counts()));
      Overview overview =
          GcOverview.of(gc, decisions, registry)
              .withStanding(leadership::standing)
              .at(NomadSettings.told(connection));
      GcProcess process =
          new GcProcess(
              gc, nodes, leadership, audit, archive, registry, invocation, overview, ticker, pause);
      return once ? process.once(progress) : process.forever(progress);
    }
  }

  private static AuditPolicy auditPolicy(Resolved settings) {
    AuditPolicy.Sync sync =
        settings.get(GcSettings.AUDIT_SYNC)
            ? AuditPolicy.Sync.EVERY_RECORD
            : AuditPolicy.Sync.ON_CLOSE;
    return new AuditPolicy(sync, OptionalLong.empty());
  }

  private static Collector.ArchiveTerms terms(
      Resolved settings, ArchiveDatabase database, PrometheusMeterRegistry registry) {
    return new Collector.ArchiveTerms(
        database, settings.get(ArchiveSettings.KEEP_FOR), new ArchiveMeters(registry));
  }

  private static ProgressBar progress(Screen screen, Ticker ticker) {
    return new ProgressBar("purging", OptionalLong.empty(), screen, ticker, PROGRESS);
  }

  private static PurgeListener told(LongConsumer progress) {
    return (Candidate candidate, PurgeOutcome outcome, Optional<Duration> _) -> {
      switch (outcome) {
        case PurgeOutcome.Refused(int status, String why) ->
            LOG.warn("{} was not deleted: {} (status {})", candidate.job().key(), why, status);
        case PurgeOutcome.Unknown(String why) ->
            LOG.warn(
                "{} was perhaps deleted, it is read again in a minute: {}",
                candidate.job().key(),
                why);
        case PurgeOutcome.Purged _,
            PurgeOutcome.AlreadyGone _,
            PurgeOutcome.Changed _,
            PurgeOutcome.Deferred _,
            PurgeOutcome.Abandoned _ ->
            LOG.debug("{}: {}", candidate.job().key(), outcome);
      }
      progress.accept(1);
    };
  }
}
