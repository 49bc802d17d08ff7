package nomadops.gc.cli;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.Collector;
import nomadops.gc.Once;
import nomadops.gc.RunSummary;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.nodes.NodeSweep;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.Stop;
import nomadops.runtime.admin.AdminPages;
import nomadops.runtime.admin.AdminServer;
import nomadops.runtime.admin.Health;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.ProgressBar;
import nomadops.runtime.config.Reloader;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.ReloadMetrics;
import nomadops.runtime.status.Overview;
import org.jspecify.annotations.Nullable;

/// The threads of a collector, and their orderly end: intake stops, what is in flight ends, the
/// lock is released, the audit log is flushed, and the admin pages go last.
final class GcProcess {
  private final Collector gc;
  private final Optional<NodeSweep> nodes;
  private final Leadership leadership;
  private final Optional<AuditLog> audit;
  private final Optional<ArchiveDatabase> archive;
  private final PrometheusMeterRegistry registry;
  private final Invocation invocation;
  private final Overview overview;
  private final Ticker ticker;
  private final Pause pause;

  GcProcess(
      Collector gc,
      Optional<NodeSweep> nodes,
      Leadership leadership,
      Optional<AuditLog> audit,
      Optional<ArchiveDatabase> archive,
      PrometheusMeterRegistry registry,
      Invocation invocation,
      Overview overview,
      Ticker ticker,
      Pause pause) {
    this.gc = gc;
    this.nodes = nodes;
    this.leadership = leadership;
    this.audit = audit;
    this.archive = archive;
    this.registry = registry;
    this.invocation = invocation;
    this.overview = overview;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// Until SIGTERM.
  ExitCode forever(ProgressBar progress) throws InterruptedException {
    Health health = new Health(ticker);
    health.input("nomad", gc::notReady);
    AdminPages pages =
        new AdminPages(
                "gc",
                ProcessMetrics.version(GcProcess.class),
                health,
                registry,
                () -> StatusDocument.of(gc, nodes.map(NodeSweep::counts), leadership))
            .shownAs(overview);
    AdminServer admin =
        AdminServer.start(invocation.settings().get(GcSettings.ADMIN.address()), pages);
    Sidecar sidecar =
        sidecar()
            .activity(
                "intake",
                Phase.INTAKE,
                stop -> gc.list(stop::requested, leadership.fence()::mayAct))
            .activity("purger", Phase.IN_FLIGHT, stop -> gc.purge(stop::requested, () -> false))
            .onStop(Phase.ADMIN, "admin pages", admin)
            .onHangup(
                new Reloader(
                    invocation.settings(),
                    invocation::reread,
                    next -> gc.follow(Configured.of(next)),
                    new ReloadMetrics(registry, InstantSource.system())));
    Duration interval = invocation.settings().get(GcSettings.LIST_INTERVAL);
    nodes.ifPresent(sweep ->
        sidecar.activity("nodes", Phase.IN_FLIGHT, stop -> sweep.run(stop::requested, interval)));
    try (progress) {
      return sidecar.run();
    }
  }

  /// One run, and its summary on stdout.
  ExitCode once(ProgressBar progress) throws InterruptedException {
    Once once =
        new Once(
            gc, leadership.fence()::mayAct, () -> leadership.standing().reason(), ticker, pause);
    AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
    ExitCode code;
    try (progress) {
      code =
          sidecar()
              .activity("intake", Phase.INTAKE, stop -> listOnce(once, stop, progress, fault))
              .activity(
                  "purger",
                  Phase.IN_FLIGHT,
                  stop -> gc.purge(() -> stop.requested() || once.failed(), once::complete))
              .run();
    }
    RunSummary summary = once.summary();
    invocation
        .out()
        .print(
            invocation.flag("json")
                ? SummaryText.json(summary, nodes.map(NodeSweep::counts))
                : SummaryText.table(
                    summary, nodes.map(NodeSweep::counts), invocation.around().outTerminal()));
    RuntimeException failed = fault.get();
    if (failed != null) {
      throw failed;
    }
    return code == ExitCode.DONE && !summary.clean() ? ExitCode.FAILED : code;
  }

  /// A fault that is the user's to mend is reported once, at the end, and not as a crash.
  private void listOnce(
      Once once, Stop stop, ProgressBar progress, AtomicReference<@Nullable RuntimeException> fault)
      throws InterruptedException {
    try {
      once.list(stop::requested, progress::total);
      if (nodes.isPresent()) {
        nodes.get().once(stop::requested);
      }
    } catch (RuntimeException e) {
      fault.set(e);
    }
  }

  private Sidecar sidecar() {
    Sidecar sidecar =
        new Sidecar("gc", Signals.ofProcess(), Sidecar.DEFAULT_BUDGET)
            .background("leadership", Phase.LEADERSHIP, leadership)
            .background("archive", Phase.LEADERSHIP, stop -> gc.archive(stop::requested))
            .background("events", Phase.LEADERSHIP, _ -> gc.followEvents())
            .background("cluster", Phase.LEADERSHIP, _ -> gc.watchCluster())
            .onStop(Phase.LEADERSHIP, "leadership", leadership);
    archive.ifPresent(database -> sidecar.onStop(Phase.AUDIT, "archive", database));
    audit.ifPresent(log -> sidecar.onStop(Phase.AUDIT, "audit log", log));
    return sidecar;
  }
}
