package nomadops.bench.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.bench.health.Agents.Say;
import nomadops.health.check.Health;
import nomadops.health.report.CheckReport;

/// How a fleet is. Of the sick, each fails one check at home, and they share themselves out over
/// five: so 30 % of a fleet are 6 % at each, and no check fails so often that it is thought to be
/// everybody's.
///
/// @param targetDown whether a target that every client asks is down
/// @param sick the first so many clients are sick
record Plight(boolean targetDown, int sick) implements Say {
  static final String TARGET = "registry.example:443";
  private static final List<String> AT_HOME =
      List.of("docker", "disk", "read-only", "pids", "conntrack");
  private static final List<String> OTHERS =
      List.of("nomad", "nomad-servers", "inodes", "file-descriptors");

  static Plight well() {
    return new Plight(false, 0);
  }

  /// As the agent of a client tells it, with reasons about as long as real ones.
  @Override
  public Map<String, CheckReport> says(int agent, Instant now) {
    Map<String, CheckReport> all = new HashMap<>();
    CheckReport ok = new CheckReport(Health.OK, now, "all is as it should be", Set.of());
    AT_HOME.forEach(check -> all.put(check, ok));
    OTHERS.forEach(check -> all.put(check, ok));
    all.put(
        "internet",
        targetDown
            ? new CheckReport(Health.FAIL, now, "0 of 1 targets can be reached", Set.of(TARGET))
            : ok);
    if (agent < sick) {
      all.put(
          AT_HOME.get(agent % AT_HOME.size()),
          new CheckReport(Health.FAIL, now, "it failed three times in a row", Set.of()));
    }
    return all;
  }
}
