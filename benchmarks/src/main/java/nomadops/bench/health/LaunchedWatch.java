package nomadops.bench.health;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import nomadops.bench.Series;
import nomadops.health.quarantine.policy.Guard;

/// The launcher's controller, in real time; each agent reports every 15 seconds, as agents do.
final class LaunchedWatch implements Watched {
  static final Duration EVERY = Duration.ofSeconds(15);

  private final LaunchedHealth controller;
  private final Agents agents;

  LaunchedWatch(Fleet fleet) throws IOException, InterruptedException {
    controller = fleet.controller();
    agents =
        new Agents(
            fleet.nodes(), new Post(controller.reports(), Fleet.SECRET), InstantSource.system());
    agents.begin(EVERY);
  }

  /// A handful each 4 seconds: 300 in four minutes.
  @Override
  public Story story() {
    return new Story(
        Duration.ofMinutes(6).plusSeconds(10),
        Duration.ofSeconds(90),
        Duration.ofSeconds(4),
        5,
        Duration.ofSeconds(30));
  }

  @Override
  public void pass(Duration time, Plight plight) throws InterruptedException {
    agents.are(plight);
    Thread.sleep(time);
  }

  @Override
  public int causes() throws IOException, InterruptedException {
    return (int) controller.metrics().sum("nomad_ops_health_quarantine_common_causes");
  }

  @Override
  public Map<String, Integer> held() throws IOException, InterruptedException {
    Series page = controller.metrics();
    Map<String, Integer> held = new TreeMap<>();
    for (Guard guard : Guard.values()) {
      int clients =
          (int)
              page.sum(
                  "nomad_ops_health_quarantine_held_clients", "guard=\"" + guard.word() + "\"");
      if (clients > 0) {
        held.put(guard.word(), clients);
      }
    }
    return held;
  }

  @Override
  public long refused() {
    return agents.refused();
  }

  @Override
  public void close() {
    agents.close();
    controller.close();
  }
}
