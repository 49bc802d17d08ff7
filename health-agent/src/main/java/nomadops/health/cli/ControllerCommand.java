package nomadops.health.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.health.quarantine.Controller;
import nomadops.health.quarantine.InboxMeters;
import nomadops.health.quarantine.Observer;
import nomadops.health.quarantine.QuarantineDecisions;
import nomadops.health.quarantine.QuarantineDocument;
import nomadops.health.quarantine.QuarantineJournal;
import nomadops.health.quarantine.QuarantineMeters;
import nomadops.health.quarantine.effect.Performer;
import nomadops.health.quarantine.policy.QuarantinePolicy;
import nomadops.health.quarantine.policy.QuarantineTerms;
import nomadops.health.quarantine.record.Records;
import nomadops.health.quarantine.view.FleetView;
import nomadops.health.quarantine.view.Touches;
import nomadops.health.report.Inbox;
import nomadops.health.report.ReportServer;
import nomadops.health.report.ReportTerms;
import nomadops.health.report.secret.KeptSecrets;
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
import nomadops.runtime.audit.AuditSettings;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.runtime.pause.Pauses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/// `health controller`: wires the controller, top to bottom, and runs it until it is told to stop.
final class ControllerCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerCommand.class);

  /// A turn that takes longer hangs.
  private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

  private final Invocation invocation;
  private final Resolved settings;
  private final Signals signals;
  private final Clockwork time;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final WireObserver wire = new WireMetrics(registry);
  private final QuarantineDecisions decisions = new QuarantineDecisions();

  private ControllerCommand(Invocation invocation, Signals signals, Clockwork time) {
    this.invocation = invocation;
    this.settings = invocation.settings();
    this.signals = signals;
    this.time = time;
  }

  static CommandSpec spec(Signals signals, Clockwork time) {
    return Leaf.of(
            "controller",
            "Takes sick clients out of scheduling within a budget, and puts them back.",
            ControllerSettings.CATALOGUE)
        .footer(
            """

            It hears what agents report (health agent -report-to) and only tells what it would do, until it is
            started with -dry-run=false.

            Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.

            Example: nomad-ops health controller -report-address 0.0.0.0:9471 -report-secret-file /etc/nomad-ops/report-secret\
            """)
        .runs(invocation -> new ControllerCommand(invocation, signals, time).run())
        .addSubcommand("config", Commands.config(ControllerSettings.CATALOGUE));
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  private ExitCode run() throws Exception {
    QuarantineTerms terms = GuardSettings.terms(settings);
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    KeptSecrets secrets = ReportSettings.secrets(settings, ControllerSettings.SECRET_FILE, time);
    boolean dryRun = settings.get(ControllerSettings.DRY_RUN);
    LOG.info("health controller starts; {}", String.join(", ", settings.summary()));
    // Each write is sent once: a repeated one is answered as if somebody else had been quicker.
    Connection connection = NomadSettings.connection(settings);
    try (Closer closer = new Closer()) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(
                  connection.triedOnce(), wire, time.ticker(), time.pause(), time.random()));
      closer.register(ProcessMetrics.bind(registry, "health-controller", ControllerCommand.class));
      Leadership leadership =
          ControllerSettings.LEADER.leadership(
              settings, connection, wire, time.ticker(), time.pause(), time.random());
      Optional<AuditLog> audit = AuditSettings.open(settings, time.wall());
      Inbox inbox = new Inbox();
      // Before the admin pages: whichever server of the JDK is first sets the bounds of both.
      ReportServer reports =
          ReportServer.start(
              ReportTerms.usual(settings.get(ControllerSettings.REPORT_ADDRESS)),
              secrets,
              inbox,
              new InboxMeters(registry),
              time.wall(),
              time.pause());
      Controller controller =
          controller(nomad, leadership, inbox, terms, dryRun, observers(audit, terms));
      return process(controller, leadership, inbox, reports, audit);
    }
  }

  private List<Observer> observers(Optional<AuditLog> audit, QuarantineTerms terms) {
    return List.of(
        decisions,
        new QuarantineJournal(audit, time.wall()),
        new QuarantineMeters(registry, terms.waits().report(), time.wall()));
  }

  private Controller controller(
      NomadClient nomad,
      Leadership leadership,
      Inbox inbox,
      QuarantineTerms terms,
      boolean dryRun,
      List<Observer> observers) {
    String namespace = settings.get(ControllerSettings.STATE_NAMESPACE);
    Records records = new Records(nomad, namespace);
    Touches touches = new Touches();
    FleetView view =
        new FleetView(
            nomad,
            records,
            touches,
            new Pauses(nomad, namespace, ControllerSettings.STATE_PATH),
            GuardSettings.exempt(settings),
            inbox::latest,
            leadership.fence()::mayAct,
            dryRun);
    return new Controller(
        view,
        new QuarantinePolicy(terms),
        new Performer(
            nomad,
            records,
            touches,
            leadership.fence(),
            settings.get(ControllerSettings.LEADER.name()),
            time.wall()),
        settings.get(ControllerSettings.INTERVAL),
        observers,
        new Controller.Time(time.wall(), time.ticker(), time.pause()));
  }

  private ExitCode process(
      Controller controller,
      Leadership leadership,
      Inbox inbox,
      ReportServer reports,
      Optional<AuditLog> audit)
      throws InterruptedException {
    Health health = new Health(time.ticker());
    Heartbeat turning = health.loop("turns", LONGEST_TURN);
    Instant started = time.wall().instant();
    health.input("cluster", () -> unread(controller, started));
    AdminServer admin =
        AdminServer.start(
            settings.get(ControllerSettings.ADMIN.address()),
            new AdminPages(
                    "health-controller",
                    ProcessMetrics.version(ControllerCommand.class),
                    health,
                    registry,
                    () -> status(controller, leadership, inbox))
                .shownAs(
                    new ControllerOverview(controller, decisions)
                        .of(registry)
                        .withStanding(leadership::standing)
                        .at(NomadSettings.told(NomadSettings.connection(settings)))));
    Sidecar sidecar =
        new Sidecar("health-controller", signals, Sidecar.DEFAULT_BUDGET)
            .activity(
                "turns",
                Phase.INTAKE,
                stop ->
                    controller.run(() -> {
                      turning.beat();
                      return stop.requested();
                    }))
            .background("leadership", Phase.LEADERSHIP, leadership)
            .onStop(Phase.LEADERSHIP, "leadership", leadership)
            .onStop(Phase.INTAKE, "reports", reports)
            .onStop(Phase.ADMIN, "admin pages", admin);
    audit.ifPresent(log -> sidecar.onStop(Phase.AUDIT, "audit log", log));
    return sidecar.run();
  }

  /// Not ready while the cluster could not be read for a while.
  private Optional<String> unread(Controller controller, Instant started) {
    Instant last = controller.lastWhole().orElse(started);
    Duration age = Duration.between(last, time.wall().instant());
    Duration patience =
        settings.get(ControllerSettings.INTERVAL).multipliedBy(3).plus(Duration.ofSeconds(30));
    return controller.last().isEmpty()
        ? Optional.of("nothing was read yet")
        : age.compareTo(patience) > 0
            ? Optional.of("the cluster was last read whole " + age.toSeconds() + " s ago")
            : Optional.empty();
  }

  private Map<String, ?> status(Controller controller, Leadership leadership, Inbox inbox) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("leading", leadership.standing().leading());
    all.put("leadership", leadership.standing().reason());
    all.put("clients_that_reported", inbox.latest().size());
    controller.last().ifPresent(turn -> all.put("turn", QuarantineDocument.of(turn)));
    return all;
  }
}
