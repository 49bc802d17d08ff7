package nomadops.snapshot.cli;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// The time and luck that a command lives with: a test may let an hour pass in a second.
record Clockwork(InstantSource wall, Ticker ticker, Pause pause, RandomGenerator random) {
  /// The machine's own.
  static Clockwork system() {
    return new Clockwork(
        InstantSource.system(), Ticker.system(), Pause.system(), RandomGenerator.getDefault());
  }
}
