package nomadops.demo.cli;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.SimulatorState;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.LatencySummary;

/// How the simulated cluster stands: one line that is drawn in place on a terminal, a line every
/// ten seconds elsewhere.
final class SimulatorScreen {
  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;

  SimulatorScreen(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal.interactive();
  }

  Duration interval() {
    return Duration.ofSeconds(terminal ? 1 : 10);
  }

  void started(URI address, boolean acl) {
    out.println("A simulated Nomad 2.0.5 listens at " + address);
    out.println("  export NOMAD_ADDR=" + address);
    if (acl) {
      out.println("  export NOMAD_TOKEN=" + SimulatorOptions.MANAGEMENT_TOKEN);
    }
    out.println("Ctrl-C ends it.");
    out.flush();
  }

  void show(SimulatorState state, Optional<ForegroundLoad> load) {
    String line = cluster(state) + load.map(SimulatorScreen::users).orElse("");
    out.print(terminal ? "\r\u001b[K" + line : line + System.lineSeparator());
    out.flush();
    drawn = terminal;
  }

  void finish() {
    if (drawn) {
      out.println();
    }
  }

  private static String cluster(SimulatorState state) {
    var broker = state.broker();
    return String.format(
        Locale.ROOT,
        "index %,d · jobs %,d · evals ready %,d, pending %,d, blocked %,d",
        state.index(),
        state.jobs(),
        broker.ready(),
        broker.pending(),
        broker.blocked());
  }

  private static String users(ForegroundLoad load) {
    LatencySummary recent = load.recent(Duration.ofSeconds(10));
    return String.format(
        Locale.ROOT,
        " · foreground p50 %.1f ms, p99 %.1f ms, waiting %d",
        recent.p50(),
        recent.p99(),
        load.inFlight());
  }
}
