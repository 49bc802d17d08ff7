package nomadops.gc.doctor;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.GoDuration;
import nomadops.gc.policy.RetentionRule;

/// When the server collects by itself, and how often it tells of each job. What is left out of its
/// configuration has Nomad's defaults (nomad/config.go and command/agent/config.go, 2.0.5; the same
/// since 1.7).
///
/// @param interval how often jobs are looked at, `job_gc_interval`
/// @param job `job_gc_threshold`
/// @param eval `eval_gc_threshold`
/// @param batchEval `batch_eval_gc_threshold`
/// @param node `node_gc_threshold`
/// @param telemetry `collection_interval`
/// @param dispatchedLeftOut `disable_dispatched_job_summary_metrics`
public record ServerThresholds(
    Duration interval,
    Duration job,
    Duration eval,
    Duration batchEval,
    Duration node,
    Duration telemetry,
    boolean dispatchedLeftOut) {
  static final ServerThresholds DEFAULTS =
      new ServerThresholds(
          Duration.ofMinutes(5),
          RetentionRule.NOMAD_JOB_GC_THRESHOLD,
          Duration.ofHours(1),
          Duration.ofHours(24),
          Duration.ofHours(24),
          Duration.ofSeconds(1),
          false);

  /// Those of this agent, when it is a server.
  public static ServerThresholds of(AgentSelf agent) {
    return new ServerThresholds(
        server(agent, "JobGCInterval", DEFAULTS.interval),
        server(agent, "JobGCThreshold", DEFAULTS.job),
        server(agent, "EvalGCThreshold", DEFAULTS.eval),
        server(agent, "BatchEvalGCThreshold", DEFAULTS.batchEval),
        server(agent, "NodeGCThreshold", DEFAULTS.node),
        duration(agent.text("config", "Telemetry", "CollectionInterval"), DEFAULTS.telemetry),
        agent
            .text("config", "Telemetry", "DisableDispatchedJobSummaryMetrics")
            .filter("true"::equals)
            .isPresent());
  }

  private static Duration server(AgentSelf agent, String name, Duration usual) {
    return duration(agent.serverSetting(name), usual);
  }

  private static Duration duration(Optional<String> text, Duration usual) {
    return text.filter(value -> !value.isEmpty()).map(GoDuration::parse).orElse(usual);
  }
}
