package nomadops.drainer.cli;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// Time and chance, as inputs.
record Clockwork(Ticker ticker, Pause pause, InstantSource wall, RandomGenerator random) {
  static Clockwork system() {
    return new Clockwork(
        Ticker.system(), Pause.system(), InstantSource.system(), RandomGenerator.getDefault());
  }
}
