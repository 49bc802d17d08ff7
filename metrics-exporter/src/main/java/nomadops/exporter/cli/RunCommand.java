package nomadops.exporter.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.exporter.ExporterMeters;
import nomadops.exporter.WatchMeters;
import nomadops.exporter.latency.Latencies;
import nomadops.exporter.page.StatePage;
import nomadops.exporter.page.WhileTold;
import nomadops.exporter.push.OtlpPush;
import nomadops.exporter.push.PushSettings;
import nomadops.exporter.push.PushTerms;
import nomadops.exporter.reading.ClusterReadings;
import nomadops.exporter.selection.Selection;
import nomadops.exporter.selection.SelectionSettings;
import nomadops.exporter.view.ClusterView;
import nomadops.exporter.view.ClusterWatch;
import nomadops.exporter.view.Freshness;
import nomadops.exporter.view.ServerFacts;
import nomadops.exporter.view.WatchCounts;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.admin.Heartbeat;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Reloader;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.ReloadMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Decisions;
import nomadops.runtime.status.Overview;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `exporter run`: wires the exporter, top to bottom, and runs it until it is told to stop.
final class RunCommand {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /// The stream is asked several times a second, whatever it says.
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  private final Invocation invocation;
  private final Resolved settings;
  private final Signals signals;
  private final ClusterWatch.Time time;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile Selection selection;

  /// @throws nomadops.runtime.config.ConfigException when what is to be told makes no sense
  RunCommand(Invocation invocation, Signals signals, ClusterWatch.Time time) {
    this.invocation = invocation;
    this.settings = invocation.settings();
    this.signals = signals;
    this.time = time;
    this.selection = SelectionSettings.selection(settings);
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  ExitCode run() throws Exception {
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    LOG.info("exporter starts; {}", String.join(", ", settings.summary()));
    WireObserver wire = new WireMetrics(registry);
    Connection connection = NomadSettings.connection(settings);
    try (Closer closer = new Closer()) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(connection, wire, time.ticker(), time.pause(), time.random()));
      closer.register(ProcessMetrics.bind(registry, "exporter", RunCommand.class));
      Leadership leadership =
          ExporterSettings.LEADER.leadership(
              settings, connection, wire, time.ticker(), time.pause(), time.random());
      Latencies latencies = new Latencies(() -> selection);
      Freshness freshness = new Freshness(time.clock(), settings.get(ExporterSettings.STALE_AFTER));
      ServerFacts servers = new ServerFacts(time.clock());
      ClusterView view = new ClusterView(selection, latencies::observe, freshness, servers);
      Decisions decisions = new Decisions();
      WatchCounts counts =
          new WatchCounts((what, about, why, outcome) ->
              decisions.add(Decision.at(time.clock().instant(), what, about, why, outcome)));
      ClusterWatch watch =
          new ClusterWatch(
              nomad, view, freshness, servers, ExporterSettings.terms(settings), counts, time);
      ExporterMeters meters = new ExporterMeters(registry);
      WatchMeters.bind(registry, view, freshness, counts);
      BooleanSupplier tells = () -> leadership.fence().mayAct();
      ClusterReadings told = () -> tells.getAsBoolean() ? view.read() : List.of();
      registry
          .getPrometheusRegistry()
          .register(new StatePage(told, () -> selection, meters, time.ticker()));
      registry.getPrometheusRegistry().register(new WhileTold(latencies, tells));
      return process(
          new Parts(
              watch,
              view,
              freshness,
              leadership,
              new StatusDocument(view, freshness, counts, leadership),
              new ExporterOverview(view, freshness, leadership, decisions)
                  .of(registry)
                  .at(NomadSettings.told(connection))),
          meters);
    }
  }

  private record Parts(
      ClusterWatch watch,
      ClusterView view,
      Freshness freshness,
      Leadership leadership,
      StatusDocument status,
      Overview overview) {}

  private ExitCode process(Parts parts, ExporterMeters meters) throws InterruptedException {
    Health health = new Health(time.ticker());
    Heartbeat turning = health.loop("watch", LONGEST_SILENCE);
    health.input("cluster", () -> notReady(parts));
    AdminServer admin =
        AdminServer.start(
            settings.get(ExporterSettings.ADMIN.address()),
            new AdminPages(
                    "exporter",
                    ProcessMetrics.version(RunCommand.class),
                    health,
                    registry,
                    parts.status()::tree)
                .shownAs(parts.overview()));
    Reloader reloader =
        new Reloader(
            settings,
            invocation::reread,
            next -> take(next, parts.view()),
            new ReloadMetrics(registry, time.clock()));
    Sidecar sidecar =
        new Sidecar("exporter", signals, Sidecar.DEFAULT_BUDGET)
            .activity(
                "watch",
                Phase.INTAKE,
                stop -> parts.watch().run(() -> beat(turning) && stop.requested()))
            .background("leadership", Phase.LEADERSHIP, parts.leadership())
            .onStop(Phase.LEADERSHIP, "leadership", parts.leadership())
            .onStop(Phase.ADMIN, "admin pages", admin)
            .onHangup(reloader);
    Optional<PushTerms> push =
        PushSettings.terms(settings, Map.of("service.name", "nomad-ops-exporter"));
    push.map(terms ->
            new OtlpPush(
                terms,
                registry.getPrometheusRegistry(),
                meters,
                new OtlpPush.Time(time.clock(), time.ticker(), time.pause())))
        .ifPresent(pusher ->
            sidecar.background("push", Phase.INTAKE, pusher).onStop(Phase.INTAKE, "push", pusher));
    return sidecar.run();
  }

  private static boolean beat(Heartbeat heartbeat) {
    heartbeat.beat();
    return true;
  }

  private void take(Resolved next, ClusterView view) {
    Selection other = SelectionSettings.selection(next);
    Logs.setUp(next, invocation.around().err(), invocation.around().errTerminal().colour());
    selection = other;
    view.want(other);
  }

  private static Optional<String> notReady(Parts parts) {
    if (!parts.view().ready()) {
      String trouble = parts.freshness().trouble();
      return Optional.of(
          "the cluster was not seen whole yet" + (trouble.isEmpty() ? "" : ": " + trouble));
    }
    return parts.freshness().stale();
  }
}
