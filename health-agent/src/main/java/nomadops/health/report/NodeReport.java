package nomadops.health.report;

import java.time.Instant;
import java.util.Map;
import nomadops.health.quarantine.policy.facts.Verdict;

/// What a client says of itself.
///
/// @param node Nomad's id of it
/// @param sent by the client's clock
/// @param verdicts by check
record NodeReport(String node, Instant sent, Map<String, Verdict> verdicts) {
  NodeReport {
    verdicts = Map.copyOf(verdicts);
  }
}
