package nomadops.drainer.cli;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.Drainer;
import nomadops.drainer.announce.Announcer;
import nomadops.drainer.drain.NomadClients;
import nomadops.drainer.lifecycle.Heartbeats;
import nomadops.drainer.self.SelfMode;
import nomadops.drainer.sqs.IntakeStatus;
import nomadops.drainer.sqs.QueueIntake;
import nomadops.drainer.webhook.Webhook;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.status.Overview;

/// The threads of a drainer, and their orderly end: no queue is polled any more, heartbeats end,
/// what is done is deleted, and the rest of the messages is shown to whoever polls next. Drains go
/// on in Nomad; the next drainer finds them there.
final class DrainerProcess {
  /// A poll waits up to 20 s for messages; three that fail are no accident.
  private static final Duration STALE = Duration.ofSeconds(60);

  private final Parts parts;
  private final PrometheusMeterRegistry registry;
  private final Resolved settings;
  private final Clockwork time;
  private final Overview overview;

  /// What it runs.
  record Parts(
      Drainer drainer,
      NomadClients clients,
      Heartbeats heartbeats,
      List<QueueIntake> intakes,
      Optional<SelfMode> self,
      Optional<Webhook> webhook,
      Announcer announcer,
      Optional<AuditLog> audit) {
    Parts {
      intakes = List.copyOf(intakes);
    }
  }

  DrainerProcess(
      Parts parts,
      PrometheusMeterRegistry registry,
      Resolved settings,
      Clockwork time,
      Overview overview) {
    this.overview = overview;
    this.parts = parts;
    this.registry = registry;
    this.settings = settings;
    this.time = time;
  }

  /// Until SIGTERM.
  ExitCode run(Signals signals) throws InterruptedException {
    AdminServer admin =
        AdminServer.start(
            settings.get(DrainerSettings.ADMIN.address()),
            new AdminPages(
                    "drainer",
                    ProcessMetrics.version(DrainerProcess.class),
                    health(),
                    registry,
                    this::status)
                .shownAs(overview));
    Drainer drainer = parts.drainer();
    Announcer announcer = parts.announcer();
    Sidecar sidecar =
        new Sidecar("drainer", signals, Sidecar.DEFAULT_BUDGET)
            .activity("drains", Phase.IN_FLIGHT, stop -> drainer.run(stop::requested))
            .background(
                "nodes", Phase.INTAKE, stop -> parts.clients().follow(drainer, stop::requested))
            .background(
                "heartbeats", Phase.IN_FLIGHT, stop -> parts.heartbeats().run(stop::requested))
            .background(
                "stuck", Phase.INTAKE, stop -> announcer.run(drainer::view, stop::requested))
            .onStop(Phase.IN_FLIGHT, "announcements", announcer)
            .onStop(Phase.ADMIN, "admin pages", admin);
    for (QueueIntake intake : parts.intakes()) {
      String queue = intake.status().queue();
      sidecar
          .background("poll " + queue, Phase.INTAKE, _ -> intake.poll())
          .background("keep " + queue, Phase.LEADERSHIP, _ -> intake.keep())
          .onStop(Phase.LEADERSHIP, "messages of " + queue, intake::handBack);
    }
    parts
        .self()
        .ifPresent(mode ->
            sidecar
                .background("metadata service", Phase.INTAKE, stop -> mode.watch(stop::requested))
                .background("own hooks", Phase.INTAKE, stop -> mode.ask(stop::requested)));
    parts.webhook().ifPresent(hook -> sidecar.onStop(Phase.INTAKE, "webhook", hook));
    parts.audit().ifPresent(log -> sidecar.onStop(Phase.AUDIT, "audit log", log));
    return sidecar.run();
  }

  private Health health() {
    Health health = new Health(time.ticker());
    Instant started = time.wall().instant();
    for (QueueIntake intake : parts.intakes()) {
      health.input("queue " + intake.status().queue(), () -> stale(intake.status(), started));
    }
    parts.self().ifPresent(mode -> health.input("self", mode::health));
    parts.webhook().ifPresent(hook -> health.input("webhook", hook::health));
    health.input("heartbeats", parts.heartbeats()::health);
    return health;
  }

  private Optional<String> stale(IntakeStatus status, Instant started) {
    Instant last = status.lastPoll().orElse(started);
    return Duration.between(last, time.wall().instant()).compareTo(STALE) > 0
        ? Optional.of("no poll since " + last + status.pollFault().map(f -> ": " + f).orElse(""))
        : Optional.empty();
  }

  private Map<String, ?> status() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("dry_run", settings.get(DrainerSettings.DRY_RUN));
    all.put(
        "instances",
        parts.drainer().view().stream()
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
    all.put("open_hooks", parts.heartbeats().openActions());
    parts.webhook().ifPresent(hook -> all.put("webhook", hook.status()));
    all.put("announcements", parts.announcer().ways());
    all.put("queues", parts.intakes().stream().map(QueueIntake::status).toList());
    return all;
  }
}
