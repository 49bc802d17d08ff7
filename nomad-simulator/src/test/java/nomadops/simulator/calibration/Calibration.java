package nomadops.simulator.calibration;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.NaivePurge;
import nomadops.simulator.workload.PurgeReport;
import nomadops.simulator.workload.WindowedPurge;

/// `Calibration ADDRESS DEAD_JOBS ROW...`: rows are `alone`, `naive`, `naive1` (priority 1),
/// `window=N`.
final class Calibration {
  private static final PrintStream OUT = System.out;

  private Calibration() {}

  public static void main(String[] args) throws Exception {
    URI address = URI.create(args[0]);
    int dead = Integer.parseInt(args[1]);
    for (String row : List.of(args).subList(2, args.length)) {
      measure(address, dead, row);
    }
    System.exit(0);
  }

  private static void measure(URI address, int dead, String row) throws Exception {
    List<String> ids = List.of();
    if (!row.equals("alone")) {
      ids =
          DeadJobs.seed(
              address,
              "cal-" + row.replace('=', '-') + "-" + System.nanoTime() % 100_000 + "-",
              dead);
    }
    try (ForegroundLoad load = ForegroundLoad.start(address, 20, System.nanoTime() % 1_000)) {
      Thread.sleep(5_000);
      Duration from = load.elapsed();
      PurgeReport report = run(address, row, ids);
      Duration to = load.elapsed();
      load.drain(Duration.ofMinutes(2));
      OUT.printf(Locale.ROOT, "%-10s before: %s%n", row, load.between(Duration.ZERO, from));
      OUT.printf(
          Locale.ROOT,
          "%-10s during: %s | %d purged, %.0f/s, drained after %.1f s more, failed %d%n",
          row,
          load.between(from, to),
          report.applied(),
          report.perSecond(),
          load.elapsed().minus(to).toMillis() / 1e3,
          load.failed());
    }
  }

  private static PurgeReport run(URI address, String row, List<String> ids) throws Exception {
    if (row.equals("alone")) {
      Thread.sleep(10_000);
      return new PurgeReport(0, 0, 10);
    }
    return switch (row) {
      case "naive" -> NaivePurge.run(address, ids);
      case "naive1" -> NaivePurge.run(address, ids, 64, 1);
      default ->
          WindowedPurge.run(address, ids, Integer.parseInt(row.substring("window=".length())));
    };
  }
}
