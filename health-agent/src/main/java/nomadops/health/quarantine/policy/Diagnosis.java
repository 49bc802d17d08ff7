package nomadops.health.quarantine.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;

/// How a client is once common causes are taken away.
///
/// @param health OK when every check is well; FAIL when one fails that nothing excuses; else nobody
///   can tell, as with a client that is silent
/// @param own the failed checks that nothing excuses, in order
/// @param causes what those may come from
/// @param excuse a common cause, when one excuses a check
record Diagnosis(
    NodeFacts node, Health health, List<String> own, Set<Cause> causes, Optional<Cause> excuse) {

  static Diagnosis of(NodeFacts node, Optional<Report> telling, Causes fleet) {
    List<String> own = new ArrayList<>();
    Set<Cause> causes = new HashSet<>();
    Optional<Cause> excuse = Optional.empty();
    Map<String, Verdict> verdicts = new TreeMap<>(telling.map(Report::verdicts).orElse(Map.of()));
    boolean well = !verdicts.isEmpty();
    for (Map.Entry<String, Verdict> said : verdicts.entrySet()) {
      Verdict verdict = said.getValue();
      well &= verdict.health() == Health.OK;
      if (verdict.health() == Health.FAIL) {
        Optional<Cause> common = fleet.excuse(said.getKey(), verdict);
        if (common.isEmpty()) {
          own.add(Cause.told(said.getKey(), verdict));
          causes.addAll(Cause.of(said.getKey(), verdict));
        } else if (excuse.isEmpty()) {
          excuse = common;
        }
      }
    }
    Health health = !own.isEmpty() ? Health.FAIL : well ? Health.OK : Health.UNKNOWN;
    return new Diagnosis(node, health, List.copyOf(own), Set.copyOf(causes), excuse);
  }

  boolean sick() {
    return health == Health.FAIL;
  }

  /// Whether something is to be told of it although it may not be sick.
  boolean fails() {
    return sick() || excuse.isPresent();
  }

  String told() {
    String shown = String.join(", ", own.stream().limit(5).toList());
    return shown + (own.size() > 5 ? ", … fail" : own.size() == 1 ? " fails" : " fail");
  }
}
