package nomadops.simulator.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.json.GoDuration;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.LatencySummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `simulator run`: serves a cluster until it is interrupted.
@Command(
    name = "run",
    description =
        "Serves a simulated cluster until interrupted. Service times are those of a real server, measured.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port on 127.0.0.1; 0 picks a free one")
  private int port = 4646;

  @Option(names = "--dead-jobs", paramLabel = "N", description = "dead batch jobs at the start")
  private int deadJobs = 0;

  @Option(names = "--nodes", paramLabel = "N", description = "client nodes")
  private int nodes = 3;

  @Option(
      names = "--foreground",
      paramLabel = "RATE",
      description = "users' jobs a second; 0 for none")
  private double foreground = 0;

  @Option(names = "--workers", paramLabel = "N", description = "scheduler workers")
  private int workers = 2;

  @Option(names = "--acl", description = "requests need a token; the management token is printed")
  private boolean acl;

  @Option(
      names = "--fault",
      paramLabel = "SPEC",
      description =
          "KIND[=VALUE][,METHOD PATH][,times=N][,p=P], such as 429=2,DELETE /v1/job/,p=0.1; kinds: latency, 429, 500,"
              + " 503, reset-before, reset-after, slow, truncate, broken-json, stale, drop-events. Repeatable",
      split = "\\|")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--staleness",
      paramLabel = "DURATION",
      description = "how far stale reads lag, such as 2s")
  private String staleness = "0s";

  @Option(names = "--no-cost", description = "everything is immediate")
  private boolean noCost;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    List<FaultSpec> parsed = faults.stream().map(this::fault).toList();
    SimulatorOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    NomadSimulator nomad;
    try {
      nomad = NomadSimulator.start(options);
    } catch (UncheckedIOException e) {
      spec.commandLine().getErr().println(e.getMessage() + " (another one running? try --port 0)");
      return 1;
    }
    try (nomad) {
      parsed.forEach(fault -> nomad.faults().inject(fault.match(), fault.fault()));
      nomad.state().seedDeadJobs(DeadJobSeed.of(deadJobs));
      greet(out, nomad);
      serve(out, nomad);
    }
    return 0;
  }

  private FaultSpec fault(String text) {
    try {
      return FaultSpec.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--fault " + text + ": " + e.getMessage(), e);
    }
  }

  private SimulatorOptions options() {
    if (foreground < 0 || deadJobs < 0) {
      throw new ParameterException(
          spec.commandLine(), "--foreground and --dead-jobs must not be negative");
    }
    try {
      return SimulatorOptions.defaults()
          .withPort(port)
          .withWorkers(workers)
          .withNodes(nodes)
          .withAcl(acl)
          .withStaleness(Duration.ofNanos(GoDuration.parse(staleness)))
          .withCost(noCost ? CostModel.none() : CostModel.calibrated());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "" + e.getMessage(), e);
    }
  }

  private void greet(PrintWriter out, NomadSimulator nomad) {
    out.println("A simulated Nomad 2.0.5 listens at " + nomad.address());
    out.println("  export NOMAD_ADDR=" + nomad.address());
    if (acl) {
      out.println("  export NOMAD_TOKEN=" + SimulatorOptions.MANAGEMENT_TOKEN);
    }
    out.println("Ctrl-C ends it.");
    out.flush();
  }

  @SuppressWarnings("SystemConsoleNull") // by its contract it may be null
  private void serve(PrintWriter out, NomadSimulator nomad) throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              interrupted.countDown();
              await(closed);
            },
            "simulator-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean terminal = System.console() != null && System.console().isTerminal();
    try (Load load =
        new Load(
            foreground > 0 && !acl ? ForegroundLoad.start(nomad.address(), foreground, 1) : null)) {
      while (!interrupted.await(terminal ? 1 : 10, TimeUnit.SECONDS)) {
        String line = status(nomad, load.running);
        out.print(terminal ? "\r\u001b[K" + line : line + System.lineSeparator());
        out.flush();
      }
      if (terminal) {
        out.println();
      }
    } finally {
      closed.countDown();
    }
  }

  private static String status(NomadSimulator nomad, @Nullable ForegroundLoad load) {
    var broker = nomad.state().broker();
    String text =
        String.format(
            Locale.ROOT,
            "index %,d · jobs %,d · evals ready %,d, pending %,d, blocked %,d",
            nomad.state().index(),
            nomad.state().jobs(),
            broker.ready(),
            broker.pending(),
            broker.blocked());
    if (load == null) {
      return text;
    }
    LatencySummary recent = load.recent(Duration.ofSeconds(10));
    return text
        + String.format(
            Locale.ROOT,
            " · foreground p50 %.1f ms, p99 %.1f ms, waiting %d",
            recent.p50(),
            recent.p99(),
            load.inFlight());
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean _ = latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Load implements AutoCloseable {
    final @Nullable ForegroundLoad running;

    Load(@Nullable ForegroundLoad running) {
      this.running = running;
    }

    @Override
    public void close() {
      if (running != null) {
        running.close();
      }
    }
  }
}
