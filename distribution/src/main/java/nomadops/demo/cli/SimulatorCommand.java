package nomadops.demo.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.FaultSpec;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.workload.ForegroundLoad;
import picocli.CommandLine.Model.CommandSpec;

/// `nomad-ops simulator run`: a cluster to try every command on, until it is interrupted.
public final class SimulatorCommand {
  private static final Setting<Integer> PORT =
      Setting.of("port", Parsers.integer(0, 65_535))
          .defaultsTo(4646)
          .describedAs("Port on 127.0.0.1; 0 picks a free one.");
  private static final Setting<Integer> DEAD_JOBS =
      Setting.of("dead-jobs", Parsers.integer(0, 10_000_000))
          .defaultsTo(0)
          .describedAs("Dead batch jobs at the start.");
  private static final Setting<Integer> NODES =
      Setting.of("nodes", Parsers.integer(0, 100_000)).defaultsTo(3).describedAs("Client nodes.");
  private static final Setting<Double> FOREGROUND =
      Setting.of("foreground", Parsers.decimal(0, 1_000))
          .defaultsTo(0.0)
          .describedAs("Users' jobs a second; 0 for none.");
  private static final Setting<Integer> WORKERS =
      Setting.of("workers", Parsers.integer(1, 128))
          .defaultsTo(2)
          .describedAs("Scheduler workers.");
  private static final Setting<Boolean> ACL =
      Setting.of("acl", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Requests need a token; the management token is printed.");
  private static final Setting<Duration> STALENESS =
      Setting.of("staleness", Parsers.duration(Duration.ZERO, Duration.ofMinutes(10)))
          .defaultsTo(Duration.ZERO)
          .describedAs("How far stale reads lag.");
  private static final Setting<Boolean> NO_COST =
      Setting.of("no-cost", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Everything is immediate.");
  private static final Catalogue CATALOGUE =
      Catalogue.of(
          "simulator", PORT, DEAD_JOBS, NODES, FOREGROUND, WORKERS, ACL, STALENESS, NO_COST);
  private static final String FAULT = "fault";

  private SimulatorCommand() {}

  /// The command, for the launcher's tree.
  public static CommandSpec spec() {
    return Commands.group(
        "simulator",
        "A simulated Nomad cluster on loopback, to try every command without a real one.",
        Leaf.of(
                "run",
                "Serves a simulated cluster until interrupted. Service times are those of a real server, measured.",
                CATALOGUE)
            .repeatable(
                FAULT,
                "fault",
                "KIND[=VALUE][,METHOD PATH][,times=N][,p=P], such as 429=2,DELETE /v1/job/,p=0.1; kinds: "
                    + String.join(", ", FaultSpec.KINDS)
                    + ". May be repeated.")
            .runs(invocation -> run(invocation, Signals.ofProcess())));
  }

  private static ExitCode run(Invocation invocation, Signals signals) throws InterruptedException {
    List<FaultSpec> faults =
        invocation.values(FAULT).stream().map(SimulatorCommand::fault).toList();
    Resolved settings = invocation.settings();
    if (settings.get(ACL) && settings.get(FOREGROUND) > 0) {
      throw ConfigException.of(
          settings.origin(FOREGROUND).toString(),
          FOREGROUND.key(),
          "the load has no token, so it cannot be had together with acl",
          "leave one of them out");
    }
    CountDownLatch told = new CountDownLatch(1);
    signals.on("INT", told::countDown);
    signals.on("TERM", told::countDown);
    try (NomadSimulator nomad = start(settings)) {
      faults.forEach(fault -> nomad.faults().inject(fault.match(), fault.fault()));
      nomad.state().seedDeadJobs(DeadJobSeed.of(settings.get(DEAD_JOBS)));
      SimulatorScreen screen =
          new SimulatorScreen(invocation.out(), invocation.around().outTerminal());
      screen.started(nomad.address(), settings.get(ACL));
      Optional<ForegroundLoad> load = load(settings, nomad);
      try {
        while (!told.await(screen.interval().toMillis(), TimeUnit.MILLISECONDS)) {
          screen.show(nomad.state(), load);
        }
      } finally {
        load.ifPresent(ForegroundLoad::close);
      }
      screen.finish();
    }
    return ExitCode.DONE;
  }

  private static NomadSimulator start(Resolved settings) {
    try {
      return NomadSimulator.start(
          SimulatorOptions.defaults()
              .withPort(settings.get(PORT))
              .withWorkers(settings.get(WORKERS))
              .withNodes(settings.get(NODES))
              .withAcl(settings.get(ACL))
              .withStaleness(settings.get(STALENESS))
              .withCost(settings.get(NO_COST) ? CostModel.none() : CostModel.calibrated()));
    } catch (UncheckedIOException e) {
      throw new Failure(e.getMessage() + " (another one running? try --port=0)", e);
    }
  }

  private static Optional<ForegroundLoad> load(Resolved settings, NomadSimulator nomad) {
    double rate = settings.get(FOREGROUND);
    return rate > 0
        ? Optional.of(ForegroundLoad.start(nomad.address(), rate, 1))
        : Optional.empty();
  }

  private static FaultSpec fault(String text) {
    try {
      return FaultSpec.parse(text);
    } catch (IllegalArgumentException e) {
      throw ConfigException.of("flag --" + FAULT, FAULT, "" + e.getMessage(), "");
    }
  }
}
