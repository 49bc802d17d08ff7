package nomadops.gc.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.client.model.AgentMetrics;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.runtime.preflight.Look;

/// What a cluster was seen to be. Nothing here is a judgement.
///
/// @param leader its address; empty when there is none
/// @param overdue a sample of the most overdue jobs, and what holds them
/// @param ended evaluations that are complete and not collected yet
/// @param metrics of the agent that was asked; broker and plan queue are told by the leader alone
/// @param collector who holds gc's lock; empty when nobody does
/// @param keepFor how long our own rules keep a job by default
public record ClusterFacts(
    Optional<String> leader,
    Look<AgentSelf> agent,
    Look<SchedulerConfiguration> scheduler,
    Look<DeadWork> dead,
    List<Standing> overdue,
    Look<Backlog> backlog,
    Look<Long> ended,
    Look<AgentMetrics> metrics,
    Look<Optional<String>> collector,
    Duration keepFor,
    Instant now) {
  public ClusterFacts {
    overdue = List.copyOf(overdue);
  }

  /// The server's own thresholds, or Nomad's defaults when they cannot be seen.
  ServerThresholds thresholds() {
    return agent
        .seen()
        .filter(AgentSelf::isServer)
        .map(ServerThresholds::of)
        .orElse(ServerThresholds.DEFAULTS);
  }

  /// A gauge of the agent that was asked, whatever its labels; empty when it has none of that name,
  /// or its metrics are not seen.
  Optional<Double> gauge(String name) {
    return metrics
        .seen()
        .flatMap(seen -> seen.gauges(name).findFirst())
        .map(AgentMetrics.Gauge::value);
  }

  /// Whether those are known.
  boolean thresholdsSeen() {
    return agent.seen().filter(AgentSelf::isServer).isPresent();
  }
}
