package nomadops.health.probe.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.client.model.AutopilotHealth;

/// Servers and what is said of them, for tests.
final class Servers {
  static final String ME = "id-1";

  private Servers() {}

  static AutopilotHealth.Server voter(int number) {
    return server(number, false, true, true, 1_000);
  }

  static AutopilotHealth.Server server(
      int number, boolean leads, boolean healthy, boolean voter, long lastIndex) {
    return new AutopilotHealth.Server(
        "id-" + number,
        "nomad-" + number,
        address(number),
        healthy ? "alive" : "failed",
        "2.0.5",
        leads,
        "10ms",
        2,
        lastIndex,
        healthy,
        voter,
        Instant.EPOCH);
  }

  static String address(int number) {
    return "10.0.0." + number + ":4647";
  }

  static AutopilotHealth health(AutopilotHealth.Server... servers) {
    List<AutopilotHealth.Server> all = List.of(servers);
    return new AutopilotHealth(
        all.stream().allMatch(AutopilotHealth.Server::healthy),
        1,
        "",
        all,
        all.stream()
            .filter(AutopilotHealth.Server::voter)
            .map(AutopilotHealth.Server::id)
            .toList());
  }

  static ServerSelf follows(int leader, long applied) {
    return new ServerSelf(ME, "nomad-1", false, leader == 0 ? "" : address(leader), applied);
  }

  static ServerSelf leads(long applied) {
    return new ServerSelf(ME, "nomad-1", true, address(1), applied);
  }

  static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
