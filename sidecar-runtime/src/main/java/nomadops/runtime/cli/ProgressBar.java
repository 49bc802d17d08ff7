package nomadops.runtime.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import nomadops.client.time.Ticker;

/// Shows how far a long task is: one line redrawn on a terminal, an ordinary line now and then
/// elsewhere.
///
/// Safe for many threads. Nothing is drawn unless somebody reports progress.
public final class ProgressBar implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(100);

  private final String label;
  private final PrintStream err;
  private final Terminal terminal;
  private final Ticker ticker;
  private final long start;
  private final long interval;
  private OptionalLong total;
  private long done;
  private long lastShown;
  private boolean drawn;

  /// A bar at zero.
  ///
  /// @param label what is being done, e.g. `purging`
  /// @param err the stream that people watch: stderr
  /// @param elsewhere how often to write a line when nobody watches
  public ProgressBar(
      String label,
      OptionalLong total,
      PrintStream err,
      Terminal terminal,
      Ticker ticker,
      Duration elsewhere) {
    this.label = label;
    this.total = total;
    this.err = err;
    this.terminal = terminal;
    this.ticker = ticker;
    this.start = ticker.nanos();
    this.interval = (terminal.interactive() ? REDRAW : elsewhere).toNanos();
    this.lastShown = start - (terminal.interactive() ? interval : 0);
  }

  /// Reports `count` further steps.
  public synchronized void add(long count) {
    done += count;
    long now = ticker.nanos();
    if (now - lastShown >= interval) {
      lastShown = now;
      show(now);
    }
  }

  /// Learns or corrects the number of steps in all.
  public synchronized void total(long steps) {
    total = OptionalLong.of(steps);
  }

  /// Writes a line of text without tearing the bar.
  public synchronized void note(String line) {
    if (drawn) {
      err.print("\r\u001b[K");
    }
    err.println(line);
    drawn = false;
  }

  /// Shows the final state and ends the line.
  @Override
  public synchronized void close() {
    show(ticker.nanos());
    if (drawn) {
      err.println();
      drawn = false;
    }
    err.flush();
  }

  private void show(long now) {
    Progress progress = new Progress(label, done, total, Duration.ofNanos(now - start));
    if (terminal.interactive()) {
      err.print("\r\u001b[K" + progress.bar(terminal.width() - 1));
      err.flush();
      drawn = true;
    } else {
      err.println(progress.line());
    }
  }
}
