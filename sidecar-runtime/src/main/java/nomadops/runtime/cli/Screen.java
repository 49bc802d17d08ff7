package nomadops.runtime.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream that people watch, with one line at its foot that is drawn in place. Whatever is
/// written to [#above] appears above the foot: it is cleared before a line and drawn again after
/// it.
///
/// Safe for many threads. Where nobody watches there is no foot, and [#above] is the stream itself.
public final class Screen {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream under;
  private final Terminal terminal;
  private final PrintStream above;
  private String foot = "";
  private boolean withinLine;

  /// @param under the stream itself: stderr
  /// @param terminal what it can show
  public Screen(PrintStream under, Terminal terminal) {
    this.under = under;
    this.terminal = terminal;
    this.above =
        terminal.interactive() ? new PrintStream(new Above(), true, StandardCharsets.UTF_8) : under;
  }

  /// For lines of text, such as the log's.
  public PrintStream above() {
    return above;
  }

  Terminal terminal() {
    return terminal;
  }

  /// Draws this in place of the foot.
  synchronized void foot(String line) {
    foot = line;
    if (!withinLine) {
      under.print(CLEAR + foot);
      under.flush();
    }
  }

  /// Leaves the foot where it is: from now on it is a line like any other.
  synchronized void leaveFoot() {
    if (!foot.isEmpty()) {
      under.println();
      under.flush();
      foot = "";
    }
  }

  private synchronized void write(byte[] text, int from, int length) {
    if (length == 0) {
      return;
    }
    if (!foot.isEmpty() && !withinLine) {
      under.print(CLEAR);
    }
    under.write(text, from, length);
    withinLine = text[from + length - 1] != '\n';
    if (!withinLine) {
      under.print(foot);
    }
    under.flush();
  }

  private final class Above extends OutputStream {
    @Override
    public void write(int b) {
      Screen.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] text, int from, int length) {
      Screen.this.write(text, from, length);
    }
  }
}
