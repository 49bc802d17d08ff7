package nomadops.autoscaler;

import java.time.Duration;
import java.util.List;
import nomadops.autoscaler.facts.Unscalable;

/// Several, told one after the other.
public record Observers(List<Observer> all) implements Observer {
  public Observers {
    all = List.copyOf(all);
  }

  @Override
  public void decided(PoolReport report) {
    all.forEach(observer -> observer.decided(report));
  }

  @Override
  public void turned(List<Unscalable> skipped, Duration took) {
    all.forEach(observer -> observer.turned(skipped, took));
  }
}
