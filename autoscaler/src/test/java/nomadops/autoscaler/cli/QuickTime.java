package nomadops.autoscaler.cli;

import nomadops.autoscaler.Clockwork;
import nomadops.simulator.clock.QuickClock;
import nomadops.simulator.clock.VirtualClock;

/// Time that goes five times as fast as ours, for the tool and the cluster alike.
final class QuickTime implements AutoCloseable {
  private final QuickClock quick = new QuickClock(5);

  VirtualClock clock() {
    return quick.clock();
  }

  Clockwork clockwork() {
    return new Clockwork(clock(), clock()::nanos, quick::sleep);
  }

  @Override
  public void close() {
    quick.close();
  }
}
