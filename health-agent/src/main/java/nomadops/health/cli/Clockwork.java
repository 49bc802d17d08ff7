package nomadops.health.cli;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// Time and chance, as inputs.
record Clockwork(InstantSource wall, Ticker ticker, Pause pause, RandomGenerator random) {
  static Clockwork system() {
    return new Clockwork(
        InstantSource.system(), Ticker.system(), Pause.system(), RandomGenerator.getDefault());
  }
}
