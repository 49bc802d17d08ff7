package nomadops.drainer.cli;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.time.Ticker;
import nomadops.drainer.Drainer;
import nomadops.drainer.drain.NomadClients;
import nomadops.drainer.lifecycle.Heartbeats;
import nomadops.drainer.self.SelfMode;
import nomadops.drainer.sqs.IntakeStatus;
import nomadops.drainer.sqs.QueueIntake;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.config.Resolved;

/// The threads of a drainer, and their orderly end: no queue is polled any more, heartbeats end,
/// what is done is deleted, and the rest of the messages is shown to whoever polls next. Drains go
/// on in Nomad; the next drainer finds them there.
final class DrainerProcess {
  /// A poll waits up to 20 s for messages; three that fail are no accident.
  private static final Duration STALE = Duration.ofSeconds(60);

  private final Drainer drainer;
  private final NomadClients clients;
  private final Heartbeats heartbeats;
  private final List<QueueIntake> intakes;
  private final Optional<SelfMode> self;
  private final Optional<AuditLog> audit;
  private final PrometheusMeterRegistry registry;
  private final Resolved settings;
  private final InstantSource clock;
  private final Ticker ticker;

  DrainerProcess(
      Drainer drainer,
      NomadClients clients,
      Heartbeats heartbeats,
      List<QueueIntake> intakes,
      Optional<SelfMode> self,
      Optional<AuditLog> audit,
      PrometheusMeterRegistry registry,
      Resolved settings,
      InstantSource clock,
      Ticker ticker) {
    this.drainer = drainer;
    this.clients = clients;
    this.heartbeats = heartbeats;
    this.intakes = intakes;
    this.self = self;
    this.audit = audit;
    this.registry = registry;
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker;
  }

  /// Until SIGTERM.
  ExitCode run(Signals signals) throws InterruptedException {
    Health health = new Health(ticker);
    Instant started = clock.instant();
    for (QueueIntake intake : intakes) {
      health.input("queue " + intake.status().queue(), () -> stale(intake.status(), started));
    }
    self.ifPresent(mode -> health.input("self", mode::health));
    health.input("heartbeats", heartbeats::health);
    AdminServer admin =
        AdminServer.start(
            settings.get(DrainerSettings.ADMIN.address()),
            new AdminPages("drainer", "", health, registry, this::status));
    Sidecar sidecar =
        new Sidecar("drainer", signals, Sidecar.DEFAULT_BUDGET)
            .activity("drains", Phase.IN_FLIGHT, stop -> drainer.run(stop::requested))
            .background(
                "nodes",
                Phase.INTAKE,
                stop -> clients.follow((instance, _) -> drainer.changed(instance), stop::requested))
            .background("heartbeats", Phase.IN_FLIGHT, stop -> heartbeats.run(stop::requested))
            .onStop(Phase.ADMIN, "admin pages", admin);
    for (QueueIntake intake : intakes) {
      String queue = intake.status().queue();
      sidecar
          .background("poll " + queue, Phase.INTAKE, _ -> intake.poll())
          .background("keep " + queue, Phase.LEADERSHIP, _ -> intake.keep())
          .onStop(Phase.LEADERSHIP, "messages of " + queue, intake::handBack);
    }
    self.ifPresent(mode ->
        sidecar
            .background("metadata service", Phase.INTAKE, stop -> mode.watch(stop::requested))
            .background("own hooks", Phase.INTAKE, stop -> mode.ask(stop::requested)));
    audit.ifPresent(log -> sidecar.onStop(Phase.AUDIT, "audit log", log));
    return sidecar.run();
  }

  private Optional<String> stale(IntakeStatus status, Instant started) {
    Instant last = status.lastPoll().orElse(started);
    return Duration.between(last, clock.instant()).compareTo(STALE) > 0
        ? Optional.of("no poll since " + last + status.pollFault().map(f -> ": " + f).orElse(""))
        : Optional.empty();
  }

  private Map<String, ?> status() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("dry_run", settings.get(DrainerSettings.DRY_RUN));
    all.put(
        "instances",
        drainer.view().stream()
            .map(view -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("instance", view.doomed().instance().value());
              one.put("since", view.doomed().since().toString());
              one.put("budget_ends", view.doomed().deadline().map(Instant::toString).orElse(""));
              one.put("notices", List.copyOf(view.doomed().notices().keySet()));
              one.put("doing", view.doing());
              return one;
            })
            .toList());
    all.put("open_hooks", heartbeats.openActions());
    all.put("queues", intakes.stream().map(QueueIntake::status).toList());
    return all;
  }
}
