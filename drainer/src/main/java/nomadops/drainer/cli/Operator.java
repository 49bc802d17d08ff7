package nomadops.drainer.cli;

import java.time.InstantSource;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Keyboard;

/// Who sits at the terminal, and the time that passes there: a test brings its own.
record Operator(
    InstantSource wall, Ticker ticker, Pause pause, Signals signals, Keyboard keyboard) {
  /// The one of this process.
  static Operator ofProcess(Signals signals) {
    return new Operator(
        InstantSource.system(), Ticker.system(), Pause.system(), signals, Keyboard.ofProcess());
  }
}
