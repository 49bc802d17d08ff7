package nomadops.health.cli;

import java.util.Random;
import nomadops.simulator.clock.QuickClock;

/// Time that passes so quickly, for everything but the network.
final class Quick {
  private Quick() {}

  static Clockwork time(QuickClock quick) {
    return new Clockwork(quick.clock(), quick.clock()::nanos, quick::sleep, new Random(20261127));
  }
}
