package nomadops.demo.exporter;

import java.util.ArrayList;
import java.util.List;

/// What happens on the demo's cluster, second by second: a trickle of builds, a rush now and then
/// that is more than the nodes hold, and a node that fails for a while. Pure.
final class Scenario {
  static final int NODES = 6;
  private static final int ROUND = 40;
  private static final int RUSH_FROM = 8;
  private static final int RUSH_UNTIL = 16;
  private static final int FAILS_AT = 22;
  private static final int BACK_AT = 32;

  private Scenario() {}

  /// One thing that happens.
  sealed interface Act {
    /// A job comes.
    ///
    /// @param job the body of `PUT /v1/jobs`
    record Register(String job) implements Act {}

    /// The node that the demo may fail becomes `down` or `ready`.
    record NodeStatus(String status) implements Act {}
  }

  /// What happens in a second, counted from 0.
  static List<Act> at(int second) {
    List<Act> acts = new ArrayList<>();
    if (second == 0) {
      acts.add(new Act.Register(job("api", "service", 4, 500, "24h")));
      acts.add(new Act.Register(job("web", "service", 2, 500, "24h")));
    }
    int inRound = second % ROUND;
    boolean rush = inRound >= RUSH_FROM && inRound < RUSH_UNTIL;
    for (int i = 0; i < (rush ? 6 : 1); i++) {
      acts.add(new Act.Register(job("build-%d-%d".formatted(second, i), "batch", 2, 1_000, "5s")));
    }
    if (inRound == FAILS_AT) {
      acts.add(new Act.NodeStatus("down"));
    }
    if (inRound == BACK_AT) {
      acts.add(new Act.NodeStatus("ready"));
    }
    return acts;
  }

  private static String job(String id, String type, int count, int cpu, String runFor) {
    return """
    {"Job":{"ID":"%s","Type":"%s","TaskGroups":[{"Name":"work","Count":%d,"Tasks":[{"Name":"t",\
    "Driver":"mock_driver","Config":{"run_for":"%s"},"Resources":{"CPU":%d,"MemoryMB":256}}]}]}}\
    """
        .formatted(id, type, count, runFor, cpu);
  }
}
