package nomadops.demo.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import nomadops.demo.DemoPlan;
import nomadops.demo.DemoText;
import nomadops.demo.DemoWatcher;
import nomadops.demo.Phase;

/// Shows the demo: a block that is redrawn on a terminal, a line every five seconds elsewhere.
final class DemoScreen implements DemoWatcher {
  private static final double SECONDS_BETWEEN_LINES = 5;

  private final PrintWriter out;
  private final boolean terminal;
  private final boolean colour;
  private final int width;
  private int drawn;
  private double lastLine = -SECONDS_BETWEEN_LINES;
  private String lastPhase = "";

  DemoScreen(PrintWriter out, boolean terminal, boolean colour, int width) {
    this.out = out;
    this.terminal = terminal;
    this.colour = colour;
    this.width = width;
  }

  @Override
  public void started(URI address, DemoPlan plan) {
    out.printf(
        Locale.ROOT,
        "A simulated Nomad at %s with %,d dead jobs and %.0f foreground jobs a second.%n"
            + "The first half is purged naively (64 DELETEs at a time), the second by nomad-ops gc run. Warming up ...%n%n",
        address,
        plan.deadJobs(),
        plan.foregroundRate());
    out.flush();
  }

  @Override
  public void tick(List<Phase> phases, int ready) {
    if (terminal) {
      redraw(DemoText.block(phases, ready, width));
    } else {
      line(phases.getLast(), ready);
    }
    out.flush();
  }

  /// The final table, under whatever was drawn live.
  void finish(List<Phase> phases) {
    if (terminal) {
      redraw(DemoText.block(phases, 0, width));
    } else {
      DemoText.table(phases).forEach(out::println);
    }
    out.println();
    DemoText.verdict(phases).forEach(out::println);
    out.flush();
  }

  private void redraw(List<String> lines) {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A");
    }
    for (String text : lines) {
      out.print("\r\u001b[K" + (colour ? DemoText.coloured(text) : text) + "\n");
    }
    drawn = lines.size();
  }

  private void line(Phase phase, int ready) {
    boolean changed = !phase.name().equals(lastPhase);
    if (changed || phase.toSeconds() - lastLine >= SECONDS_BETWEEN_LINES) {
      out.println(DemoText.line(phase, ready));
      lastLine = phase.toSeconds();
      lastPhase = phase.name();
    }
  }
}
