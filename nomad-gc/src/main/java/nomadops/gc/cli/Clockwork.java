package nomadops.gc.cli;

import java.time.InstantSource;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// The time that a command lives in: a test may let a minute pass in a second.
record Clockwork(InstantSource wall, Ticker ticker, Pause pause) {
  /// The machine's own.
  static Clockwork system() {
    return new Clockwork(InstantSource.system(), Ticker.system(), Pause.system());
  }
}
