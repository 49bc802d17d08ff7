package nomadops.demo.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nomadops.demo.exporter.ExporterDemo;
import nomadops.demo.exporter.ExporterText;
import nomadops.demo.exporter.Row;
import nomadops.runtime.cli.Terminal;

/// Shows the exporter's demo: a table that is redrawn on a terminal, a line every five seconds
/// elsewhere.
final class ExporterDemoScreen implements ExporterDemo.Watcher {
  private static final int SECONDS_BETWEEN_LINES = 5;

  private final PrintWriter out;
  private final Terminal terminal;
  private final CountDownLatch told;
  private int drawn;

  /// @param told down when it is to end
  ExporterDemoScreen(PrintWriter out, Terminal terminal, CountDownLatch told) {
    this.out = out;
    this.terminal = terminal;
    this.told = told;
  }

  @Override
  public void started(URI nomad, URI metrics, Optional<URI> prometheus) {
    out.println("A simulated Nomad    " + nomad + "/v1/jobs");
    out.println("The exporter's page  " + metrics);
    out.println(
        "Prometheus           "
            + prometheus
                .map(address -> address + "/graph, and its alerts at " + address + "/alerts")
                .orElse("is not started; with one on PATH it scrapes that page"));
    out.println("Builds come in waves, and a node fails now and then. Ctrl-C ends it.");
    out.println();
    out.flush();
  }

  @Override
  public boolean tick(int second, List<Row> rows) throws InterruptedException {
    if (terminal.interactive()) {
      redraw(ExporterText.table(rows, terminal.width()));
    } else if (second % SECONDS_BETWEEN_LINES == 0) {
      out.println(ExporterText.line(second, rows));
    }
    out.flush();
    return !told.await(1, TimeUnit.SECONDS);
  }

  /// The table as it was at the end, and where the logs are.
  void finish(List<Row> rows, Path folder) {
    List<String> table = ExporterText.table(rows, terminal.width());
    if (terminal.interactive()) {
      redraw(table);
    } else {
      table.forEach(out::println);
    }
    out.println();
    out.println("What the processes said: " + folder);
    out.flush();
  }

  private void redraw(List<String> lines) {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A");
    }
    lines.forEach(line -> out.print("\r\u001b[K" + line + "\n"));
    drawn = lines.size();
  }
}
