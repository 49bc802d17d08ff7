package nomadops.snapshot.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.Phase;
import nomadops.runtime.Refused;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.Stop;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditSettings;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.ProgressBar;
import nomadops.runtime.cli.Screen;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.log.Logs;
import nomadops.snapshot.Pruner;
import nomadops.snapshot.SaveOutcome;
import nomadops.snapshot.Saver;
import nomadops.snapshot.Trail;
import nomadops.snapshot.intake.Download;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;
import org.jspecify.annotations.Nullable;

/// `snapshot save`: one snapshot, and its end.
final class SaveCommand {
  /// A lock that a dead holder left is free after its TTL and delay, 15 s each; and a server that
  /// has just become leader waits for the former one to stop.
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PROGRESS = Duration.ofSeconds(10);

  private final Invocation invocation;
  private final Resolved settings;
  private final Signals signals;
  private final Clockwork time;
  private final Screen screen;
  private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();

  SaveCommand(Invocation invocation, Signals signals, Clockwork time) {
    this.invocation = invocation;
    this.settings = invocation.settings();
    this.signals = signals;
    this.time = time;
    this.screen = new Screen(invocation.around().err(), invocation.around().errTerminal());
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  ExitCode run() throws Exception {
    Logs.setUp(settings, screen.above(), invocation.around().errTerminal().colour());
    Connection connection = NomadSettings.connection(settings);
    try (Closer closer = new Closer();
        Target target = closer.register(TargetSettings.open(settings))) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(
                  connection, WireObserver.NONE, time.ticker(), time.pause(), time.random()));
      Leadership leadership =
          SnapshotSettings.SAVE_LEADER.leadership(
              settings, connection, WireObserver.NONE, time.ticker(), time.pause(), time.random());
      Optional<AuditLog> audit = AuditSettings.open(settings, time.wall());
      return process(nomad, target, leadership, audit);
    } catch (TargetFault e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private ExitCode process(
      NomadClient nomad, Target target, Leadership leadership, Optional<AuditLog> audit)
      throws Exception {
    Trail trail = new Trail(audit, time.wall());
    Download download =
        new Download(nomad, SnapshotSettings.download(settings), time.wall(), time.ticker());
    Saver saver =
        new Saver(
            settings.get(TargetSettings.CLUSTER),
            download,
            target,
            leadership.fence(),
            trail,
            time.ticker());
    Pruner pruner = new Pruner(target, leadership.fence(), trail, time.wall());
    Sidecar sidecar =
        new Sidecar("snapshot save", signals, Sidecar.DEFAULT_BUDGET)
            .background("leadership", Phase.LEADERSHIP, leadership)
            .activity("save", Phase.INTAKE, stop -> guarded(saver, pruner, leadership, stop))
            .onStop(Phase.LEADERSHIP, "leadership", leadership);
    audit.ifPresent(log -> sidecar.onStop(Phase.AUDIT, "audit log", log));
    download.sweep(target.spool());
    ExitCode code = sidecar.run();
    Exception failed = fault.get();
    if (failed != null) {
      throw failed;
    }
    return code;
  }

  /// A fault that is the user's to mend is told once, at the end, and not as a crash.
  private void guarded(Saver saver, Pruner pruner, Leadership leadership, Stop stop) {
    try {
      settle(leadership, stop);
      SaveOutcome.Saved saved = save(saver, stop);
      SaveText text = new SaveText(saved, prune(pruner, saved));
      invocation.out().print(invocation.flag("json") ? text.json() : text.text());
    } catch (Exception e) {
      fault.set(e);
    }
  }

  private void settle(Leadership leadership, Stop stop) throws InterruptedException {
    long begin = time.ticker().nanos();
    while (!leadership.fence().mayAct()
        && !stop.requested()
        && time.ticker().nanos() - begin < SETTLED.toNanos()) {
      time.pause().sleep(LOOK);
    }
    if (!leadership.fence().mayAct()) {
      throw new Refused("nothing was saved: " + leadership.standing().reason());
    }
  }

  private SaveOutcome.Saved save(Saver saver, Stop stop) throws InterruptedException {
    try (ProgressBar progress =
        new ProgressBar("bytes received", OptionalLong.empty(), screen, time.ticker(), PROGRESS)) {
      SaveOutcome outcome = saver.save("asked for", stop::requested, progress::add);
      return switch (outcome) {
        case SaveOutcome.Saved saved -> saved;
        case SaveOutcome.Fenced(String why) -> throw new Refused("nothing was saved: " + why);
        case SaveOutcome.NomadFailed(var cause) when !cause.isForbidden() -> throw cause;
        case SaveOutcome.NomadFailed _,
            SaveOutcome.Rejected _,
            SaveOutcome.TargetFailed _,
            SaveOutcome.AuditFailed _ ->
            throw new Failure("nothing was saved: " + outcome.reason());
      };
    }
  }

  private Optional<Pruner.Pruned> prune(Pruner pruner, SaveOutcome.Saved saved)
      throws InterruptedException {
    if (!invocation.flag("prune")) {
      return Optional.empty();
    }
    try {
      return Optional.of(pruner.prune(saved.name(), SnapshotSettings.keep(settings)));
    } catch (TargetFault e) {
      throw new Failure("the snapshot is saved, and nothing was deleted: " + e.getMessage());
    }
  }
}
