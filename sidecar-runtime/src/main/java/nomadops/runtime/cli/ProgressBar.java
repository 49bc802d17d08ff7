package nomadops.runtime.cli;

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
  private final Screen screen;
  private final Ticker ticker;
  private final long start;
  private final long interval;
  private OptionalLong total;
  private long done;
  private long lastShown;

  /// A bar at zero.
  ///
  /// @param label what is being done, e.g. `purging`
  /// @param total the number of steps in all, if it is known already
  /// @param elsewhere how often to write a line when nobody watches
  public ProgressBar(
      String label, OptionalLong total, Screen screen, Ticker ticker, Duration elsewhere) {
    this.label = label;
    this.total = total;
    this.screen = screen;
    this.ticker = ticker;
    this.start = ticker.nanos();
    boolean watched = screen.terminal().interactive();
    this.interval = (watched ? REDRAW : elsewhere).toNanos();
    this.lastShown = start - (watched ? interval : 0);
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

  /// Learns or corrects the number of steps in all; steps that were done already count.
  public synchronized void total(long steps) {
    total = OptionalLong.of(Math.max(steps, done));
  }

  /// Shows the final state, if there was any progress, and ends the line.
  @Override
  public synchronized void close() {
    if (done > 0) {
      show(ticker.nanos());
    }
    screen.leaveFoot();
  }

  private void show(long now) {
    Progress progress = new Progress(label, done, total, Duration.ofNanos(now - start));
    if (screen.terminal().interactive()) {
      screen.foot(progress.bar(screen.terminal().width() - 1));
    } else {
      screen.above().println(progress.line());
    }
  }
}
