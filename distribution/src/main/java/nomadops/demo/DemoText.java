package nomadops.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The demo's figures as lines of text.
public final class DemoText {
  private static final String ROW = "  %-18s %8s %9s %9s %9s %9s %9s %10s";

  private DemoText() {}

  /// What is redrawn on a terminal: the table, the course of the latency, the broker's queue.
  public static List<String> block(List<Phase> phases, int ready, int width) {
    List<String> lines = new ArrayList<>(table(phases));
    lines.add("");
    lines.add(
        "  slowest foreground job, 3 ms to 10 s   (" + ready + " evaluations wait in the broker)");
    lines.add("  " + Sparkline.of(phases, Math.max(20, Math.min(width, 120) - 4)));
    return lines;
  }

  /// A heading and a row for each phase.
  public static List<String> table(List<Phase> phases) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            ROW,
            "beside it",
            "purged",
            "purges/s",
            "p50",
            "p90",
            "p99",
            "max",
            "p99 ratio"));
    for (Phase phase : phases) {
      lines.add(
          String.format(
              Locale.ROOT,
              ROW,
              phase.name(),
              String.format(Locale.ROOT, "%,d", phase.purged()),
              String.format(Locale.ROOT, "%.0f", phase.purgesPerSecond()),
              DemoReport.millis(phase.latency(0.5)),
              DemoReport.millis(phase.latency(0.9)),
              DemoReport.millis(phase.latency(0.99)),
              DemoReport.millis(phase.latency(1)),
              ratio(phases.getFirst(), phase)));
    }
    return lines;
  }

  /// One line for a log.
  public static String line(Phase phase, int ready) {
    return String.format(
        Locale.ROOT,
        "%5.0f s  %-18s purged %,d (%.0f/s), foreground p50 %s p99 %s, %d evaluations wait",
        phase.toSeconds(),
        phase.name(),
        phase.purged(),
        phase.purgesPerSecond(),
        DemoReport.millis(phase.latency(0.5)),
        DemoReport.millis(phase.latency(0.99)),
        ready);
  }

  /// In words, what the phases beside the foreground did to it.
  public static List<String> verdict(List<Phase> phases) {
    Phase alone = phases.getFirst();
    return phases.stream()
        .skip(1)
        .map(phase ->
            String.format(
                Locale.ROOT,
                "With %s the slowest of 100 foreground jobs waited %s (%s times as long as alone), half of them %s or more.",
                phase.name(),
                DemoReport.millis(phase.latency(0.99)),
                ratio(alone, phase),
                DemoReport.millis(phase.latency(0.5))))
        .toList();
  }

  /// Rows with seconds in them stand out.
  public static String coloured(String line) {
    if (line.matches(".*\\d\\.\\d s\\b.*")) {
      return "\u001b[31m" + line + "\u001b[0m";
    }
    return line.startsWith("  nomad-gc") ? "\u001b[32m" + line + "\u001b[0m" : line;
  }

  private static String ratio(Phase alone, Phase phase) {
    double ratio = phase.latency(0.99) / alone.latency(0.99);
    return Double.isNaN(ratio)
        ? "-"
        : String.format(Locale.ROOT, ratio < 20 ? "%.1f" : "%,.0f", ratio);
  }
}
