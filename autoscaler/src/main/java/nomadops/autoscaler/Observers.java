package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.Unscalable;

/// Several, told one after the other.
public record Observers(List<Observer> all) implements Observer {
  public Observers {
    all = List.copyOf(all);
  }

  @Override
  public void follow(List<String> pools) {
    all.forEach(observer -> observer.follow(pools));
  }

  @Override
  public void decided(PoolReport report) {
    all.forEach(observer -> observer.decided(report));
  }

  @Override
  public void released(String pool, List<Deed> deeds) {
    all.forEach(observer -> observer.released(pool, deeds));
  }

  @Override
  public void turned(Instant at, List<Unscalable> skipped, Duration took) {
    all.forEach(observer -> observer.turned(at, skipped, took));
  }
}
