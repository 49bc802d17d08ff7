package nomadops.health.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.health.agent.AgentDecisions;
import nomadops.health.agent.AgentMeters;
import nomadops.health.agent.Courses;
import nomadops.health.agent.Planned;
import nomadops.health.agent.Rounds;
import nomadops.health.agent.Textfile;
import nomadops.health.check.Terms;
import nomadops.health.report.sender.Reporter;
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
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Reloader;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.ReloadMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.runtime.status.Overview;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/// `health agent`: wires the agent, top to bottom, and runs it until it is told to stop.
final class AgentCommand {
  private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private final Invocation invocation;
  private final Resolved settings;
  private final Signals signals;
  private final Clockwork time;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private AgentCommand(Invocation invocation, Signals signals, Clockwork time) {
    this.invocation = invocation;
    this.settings = invocation.settings();
    this.signals = signals;
    this.time = time;
  }

  static CommandSpec spec(Signals signals, Clockwork time) {
    return Leaf.of(
            "agent",
            "Checks this client all the time and tells how it is.",
            AgentSettings.CATALOGUE)
        .footer(
            """

            It changes nothing. What is sick is told at /metrics and /status, in a file for node_exporter, and to the
            controllers of report-to.

            Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.

            Example: nomad-ops health agent -admin-address 0.0.0.0:9468\
            """)
        .runs(invocation -> new AgentCommand(invocation, signals, time).run());
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  private ExitCode run() throws Exception {
    Optional<Path> textfile = textfile();
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    LOG.info("health agent starts; {}", String.join(", ", settings.summary()));
    WireObserver wire = new WireMetrics(registry);
    Connection connection = NomadSettings.connection(settings).triedOnce();
    try (Closer closer = new Closer()) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(connection, wire, time.ticker(), time.pause(), time.random()));
      closer.register(ProcessMetrics.bind(registry, "health-agent", AgentCommand.class));
      List<Planned> plan = CheckSettings.plan(settings, new Surrounds(nomad, time));
      List<String> names = names(plan);
      AgentDecisions decisions = new AgentDecisions(time.wall());
      AgentMeters meters = new AgentMeters(registry, names, time.wall());
      Courses courses =
          new Courses(
              names,
              Terms.USUAL,
              time.ticker().nanos(),
              (check, before, after, nanos) -> {
                meters.looked(check, before, after, nanos);
                Said.of(check, before, after);
                decisions.looked(check, before, after, nanos);
              });
      Optional<Reporter> reporter =
          ReportSettings.reporter(settings, new Surrounds(nomad, time), courses, registry);
      Rounds rounds = new Rounds(plan, courses, time.ticker(), time.pause(), time.random());
      Reloader reloader =
          new Reloader(
              settings,
              invocation::reread,
              next -> take(next, new Surrounds(nomad, time), courses, meters, rounds),
              new ReloadMetrics(registry, time.wall()));
      Overview overview =
          new AgentOverview(courses, decisions).of(registry).at(NomadSettings.told(connection));
      return process(rounds, courses, overview, textfile, reporter, reloader);
    }
  }

  /// The plan is made first: a configuration of which none can be made is refused whole.
  private void take(
      Resolved next, Surrounds around, Courses courses, AgentMeters meters, Rounds rounds) {
    List<Planned> plan = CheckSettings.plan(next, around);
    List<String> names = names(plan);
    Logs.setUp(next, invocation.around().err(), invocation.around().errTerminal().colour());
    courses.follow(names, time.ticker().nanos());
    meters.follow(names);
    rounds.follow(plan);
  }

  private static List<String> names(List<Planned> plan) {
    return plan.stream().map(planned -> planned.check().name()).toList();
  }

  private Optional<Path> textfile() {
    Optional<Path> file = settings.find(AgentSettings.TEXTFILE);
    if (file.isPresent() && !file.get().toString().endsWith(".prom")) {
      throw ConfigException.of(
          settings.origin(AgentSettings.TEXTFILE).toString(),
          AgentSettings.TEXTFILE.key(),
          "\"" + file.get() + "\" does not end with .prom, so node_exporter would not read it",
          "write e.g. " + file.get() + ".prom");
    }
    return file;
  }

  private ExitCode process(
      Rounds rounds,
      Courses courses,
      Overview overview,
      Optional<Path> textfile,
      Optional<Reporter> reporter,
      Reloader reloader)
      throws InterruptedException {
    StatusDocument status = new StatusDocument(courses, time.ticker());
    Health health = new Health(time.ticker());
    Heartbeat turning = health.loop("rounds", LONGEST_SILENCE);
    health.input("checks", status::unlooked);
    AdminServer admin =
        AdminServer.start(
            settings.get(AgentSettings.ADMIN.address()),
            new AdminPages(
                    "health-agent",
                    ProcessMetrics.version(AgentCommand.class),
                    health,
                    registry,
                    status::tree)
                .shownAs(overview));
    Sidecar sidecar =
        new Sidecar("health-agent", signals, Sidecar.DEFAULT_BUDGET)
            .activity(
                "rounds",
                Phase.INTAKE,
                stop ->
                    rounds.run(() -> {
                      turning.beat();
                      return stop.requested();
                    }))
            .onStop(Phase.ADMIN, "admin pages", admin)
            .onHangup(reloader);
    textfile.ifPresent(file -> {
      Textfile writer = new Textfile(file, registry);
      sidecar.background(
          "textfile", Phase.INTAKE, stop -> writer.run(stop::requested, time.pause()));
    });
    reporter.ifPresent(reports ->
        sidecar.background("reports", Phase.INTAKE, stop -> reports.run(stop::requested)));
    return sidecar.run();
  }
}
