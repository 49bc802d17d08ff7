package nomadops.health.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.health.probe.LeaderHandOver;
import nomadops.health.probe.Probe;
import nomadops.health.probe.ProbeDecisions;
import nomadops.health.probe.ProbeMeters;
import nomadops.health.probe.ProbePages;
import nomadops.health.probe.ProbeTerms;
import nomadops.health.probe.Seen;
import nomadops.health.probe.ServerLook;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.Stop;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.admin.Heartbeat;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.runtime.status.Overview;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/// `health server-probe`: wires the probe of a Nomad server, top to bottom, and runs it until it is
/// told to stop.
final class ServerProbeCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProbeCommand.class);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
  private static final Duration UNTIL_KNOWN = Duration.ofSeconds(5);
  private static final Duration WHILE_MISSING = Duration.ofMinutes(1);
  private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(10);

  private final Invocation invocation;
  private final Resolved settings;
  private final Signals signals;
  private final Clockwork time;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private ServerProbeCommand(Invocation invocation, Signals signals, Clockwork time) {
    this.invocation = invocation;
    this.settings = invocation.settings();
    this.signals = signals;
    this.time = time;
  }

  static CommandSpec spec(Signals signals, Clockwork time) {
    CommandSpec spec =
        Leaf.of(
                "server-probe",
                "Answers a kubelet's probes for the Nomad server beside it, and hands its lead over before it stops.",
                ServerProbeSettings.CATALOGUE)
            .footer(
                """

                GET /live and GET /ready answer 200 or 503 from the last look; POST /prestop, from this host alone, hands
                leadership over and then answers 200. server-probe ask does the same for exec probes.

                Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.

                Example: nomad-ops health server-probe -token-file /run/secrets/nomad-token\
                """)
            .runs(invocation -> new ServerProbeCommand(invocation, signals, time).run());
    return spec.addSubcommand("ask", AskCommand.spec())
        .addSubcommand("config", Commands.config(ServerProbeSettings.CATALOGUE));
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  private ExitCode run() throws Exception {
    ProbeTerms terms = ServerProbeSettings.terms(settings);
    CanarySettings.check(settings);
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    LOG.info("server-probe starts; {}", String.join(", ", settings.summary()));
    Connection connection = ServerProbeSettings.connection(settings);
    WireObserver wire = new WireMetrics(registry);
    try (Closer closer = new Closer()) {
      NomadClient nomad = closer.register(connect(connection, wire));
      NomadClient stranger =
          closer.register(connect(ServerProbeSettings.withoutToken(connection), wire));
      closer.register(ProcessMetrics.bind(registry, "server-probe", ServerProbeCommand.class));
      ServerLook look = new ServerLook(nomad, stranger);
      Optional<ServerCanary> canary = canary(wire, closer);
      ProbeMeters meters = new ProbeMeters(registry);
      ProbeDecisions decisions = new ProbeDecisions(time.wall());
      Probe probe =
          new Probe(
              look,
              terms,
              time.ticker(),
              time.pause(),
              () -> canary.flatMap(ServerCanary::condemned),
              (before, after, took) -> {
                meters.looked(before, after, took);
                SaidOfServer.of(before, after);
                decisions.looked(before, after);
              });
      ProbePages pages = new ProbePages(probe);
      LeaderHandOver handOver =
          new LeaderHandOver(
              probe,
              look,
              terms.handOver(),
              time.ticker(),
              time.pause(),
              outcome -> {
                meters.handedOver(outcome);
                pages.handedOver(outcome);
                decisions.handedOver(outcome);
              });
      Overview overview =
          new ProbeOverview(probe, pages, decisions)
              .of(registry)
              .at(NomadSettings.told(connection));
      return process(probe, pages, handOver, look, canary, overview);
    }
  }

  private Optional<ServerCanary> canary(WireObserver wire, Closer closer) {
    if (!settings.get(CanarySettings.CANARY)) {
      return Optional.empty();
    }
    NomadClient nomad = closer.register(connect(CanarySettings.connection(settings), wire));
    return Optional.of(new ServerCanary(settings, nomad, registry, time));
  }

  private NomadClient connect(Connection connection, WireObserver wire) {
    return NomadClient.connect(connection, wire, time.ticker(), time.pause(), time.random());
  }

  private ExitCode process(
      Probe probe,
      ProbePages pages,
      LeaderHandOver handOver,
      ServerLook look,
      Optional<ServerCanary> canary,
      Overview overview)
      throws InterruptedException {
    Health health = new Health(time.ticker());
    Heartbeat turning = health.loop("looks", LONGEST_SILENCE);
    AdminServer admin =
        AdminServer.start(
            ServerProbeSettings.ADDRESS.address().key(),
            settings.get(ServerProbeSettings.ADDRESS.address()),
            new AdminPages(
                    "server-probe",
                    ProcessMetrics.version(ServerProbeCommand.class),
                    health,
                    registry,
                    () -> tree(pages, canary),
                    Map.of("/live", _ -> pages.live(), "/ready", _ -> pages.ready()),
                    Map.of("/prestop", () -> pages.prestop(handOver)))
                .shownAs(overview));
    Sidecar sidecar = new Sidecar("server-probe", signals, Sidecar.DEFAULT_BUDGET);
    canary.ifPresent(present -> addCanary(sidecar, present, health, probe, handOver));
    return sidecar
        .activity(
            "looks",
            Phase.INTAKE,
            stop ->
                probe.run(() -> {
                  turning.beat();
                  return stop.requested();
                }))
        .background("rights", Phase.INTAKE, stop -> rights(stop, probe, pages, look))
        .onStop(Phase.ADMIN, "admin pages", admin)
        .run();
  }

  private static void addCanary(
      Sidecar sidecar, ServerCanary canary, Health health, Probe probe, LeaderHandOver handOver) {
    Heartbeat turning = health.loop("canary", canary.longestSilence());
    sidecar.background(
        "canary",
        Phase.INTAKE,
        stop ->
            canary.run(
                () -> {
                  turning.beat();
                  return stop.requested();
                },
                probe,
                handOver));
  }

  private static Map<String, ?> tree(ProbePages pages, Optional<ServerCanary> canary) {
    Map<String, Object> all = new LinkedHashMap<>(pages.tree());
    canary.ifPresent(present -> all.put("scheduling", present.tree()));
    return all;
  }

  /// Learns what the token lacks while there is time to give it another, and not from a preStop
  /// hook.
  private void rights(Stop stop, Probe probe, ProbePages pages, ServerLook look)
      throws InterruptedException {
    while (!stop.requested()) {
      Duration wait = UNTIL_KNOWN;
      if (knowsLeader(probe.seen())) {
        Optional<String> missing = look.missingForTransfer();
        missing.ifPresent(right -> LOG.warn("prestop will not hand the lead over: {}", right));
        pages.missing(missing);
        wait = missing.isPresent() ? WHILE_MISSING : BETWEEN_CHECKS;
      }
      time.pause().sleep(wait);
    }
  }

  private static boolean knowsLeader(Seen seen) {
    return seen.sight().self().filter(self -> !self.leader().isEmpty()).isPresent();
  }
}
