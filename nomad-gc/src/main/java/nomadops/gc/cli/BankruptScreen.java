package nomadops.gc.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import nomadops.client.time.Ticker;
import nomadops.gc.bankrupt.BankruptListener;
import nomadops.gc.bankrupt.plan.BankruptDecision;
import nomadops.gc.bankrupt.plan.Stage;
import nomadops.runtime.cli.ProgressBar;
import nomadops.runtime.cli.Screen;
import org.jspecify.annotations.Nullable;

/// Tells step by step how it goes: lines, and a bar while it purges.
final class BankruptScreen implements BankruptListener, AutoCloseable {
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);
  private static final Duration REPEAT = Duration.ofSeconds(5);

  private final Screen screen;
  private final PrintStream lines;
  private final Ticker ticker;
  private final OptionalLong due;
  private @Nullable ProgressBar bar;
  private String complaint = "";
  private long complained;

  /// Nothing is told yet.
  ///
  /// @param due how many jobs will be purged, if that is known
  BankruptScreen(Screen screen, Ticker ticker, OptionalLong due) {
    this.screen = screen;
    this.lines = screen.above();
    this.ticker = ticker;
    this.due = due;
  }

  @Override
  public void entered(Stage stage, String reason) {
    if (stage == Stage.END) {
      return;
    }
    lines.println(stage.word() + ": " + stage.meaning() + " (" + reason + ")");
    if (stage == Stage.PURGE) {
      bar = new ProgressBar("purging", due, screen, ticker, ELSEWHERE);
    }
  }

  @Override
  public void left(Stage stage, Duration took) {
    close();
    if (stage != Stage.END) {
      lines.println("  " + BankruptText.seconds(took) + " s");
    }
  }

  @Override
  public void settled(int jobs) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.add(jobs);
    }
  }

  /// The same complaint is not repeated at every try; while the broker stays paused for it, it is
  /// every five seconds.
  @Override
  public void waiting(Stage stage, BankruptDecision.Wait wait) {
    long now = ticker.nanos();
    if (wait.reason().equals(complaint) && now - complained < REPEAT.toNanos()) {
      return;
    }
    complaint = wait.reason();
    complained = now;
    lines.println("  " + wait.reason() + "; it is tried again");
    if (stage == Stage.RESUME) {
      lines.println(
          "  The broker is still paused. Should this process end: " + BankruptText.LAST_WORDS);
    }
  }

  @Override
  public void said(String line) {
    lines.println("  " + line);
  }

  @Override
  public void close() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
      bar = null;
    }
  }
}
