package nomadops.gc.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import nomadops.gc.bankrupt.Bankruptcy;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Signals;

/// The first signal resumes and ends; the second ends at once, and says what that may leave.
final class BankruptSignals {
  private BankruptSignals() {}

  static void until(Signals signals, Bankruptcy bankruptcy, PrintStream screen) {
    AtomicBoolean asked = new AtomicBoolean();
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      signals.on(
          signal,
          () -> {
            if (asked.compareAndSet(false, true)) {
              screen.println("SIG" + signal + ": the broker is resumed, then this ends.");
              bankruptcy.stop("SIG" + signal);
            } else if (!signal.equals("HUP")) {
              screen.println(
                  "Second SIG"
                      + signal
                      + ": ended at once. If the broker is paused still, run: "
                      + BankruptText.LAST_WORDS);
              signals.halt(ExitCode.FAILED.number());
            }
          });
    }
  }
}
