package nomadops.health.quarantine.policy;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Report;

/// Decides who gets no new work because it is sick, and who gets it again. What holds whatever the
/// facts are, and whoever else writes to Nomad meanwhile:
///
/// - Silence quarantines nobody; nor does a fault that many clients have in common.
/// - No client is quarantined when more of its pool than the share would be, or too few would be
///   left to take work, even when the view is behind, writes are lost and the state is.
/// - No client is opened that somebody else closed, or touched after we closed it.
/// - Nothing is done without a leader, or on a view that is not in step with the servers.
///
/// Decisions come in a fixed order: common causes, then the clients that we hold by id, then the
/// sick ones, the worst first. A release gives room to another quarantine only once the view shows
/// it, as it may not succeed.
public final class QuarantinePolicy {
  private final QuarantineTerms terms;

  public QuarantinePolicy(QuarantineTerms terms) {
    this.terms = terms;
  }

  /// One step. Performing the decisions is the caller's, and may fail.
  public Step step(QuarantineState before, ClusterFacts facts, Instant now) {
    QuarantineState state = before.at(terms, now);
    List<NodeFacts> nodes = facts.nodes().stream().sorted(comparing(NodeFacts::id)).toList();
    Causes causes =
        Causes.of(
            terms,
            nodes.stream().flatMap(node -> telling(node, now).stream()).toList(),
            state.causes(),
            now);
    Map<String, Sight> sights = new HashMap<>();
    List<Diagnosis> fleet = new ArrayList<>();
    for (NodeFacts node : nodes) {
      Diagnosis diagnosis = Diagnosis.of(node, telling(node, now), causes);
      fleet.add(diagnosis);
      sights.put(node.id(), Sight.after(state.sights().get(node.id()), diagnosis, now));
    }
    Round round = new Round(terms, facts, fleet, sights, state, now);
    List<Decision> decisions = new ArrayList<>(causes.common());
    decisions.addAll(round.owned());
    decisions.addAll(round.sick());
    return new Step(decisions, round.next(causes.excusing()));
  }

  private Optional<Report> telling(NodeFacts node, Instant now) {
    return node.report().filter(report -> report.tells(now, terms.waits().report()));
  }
}
