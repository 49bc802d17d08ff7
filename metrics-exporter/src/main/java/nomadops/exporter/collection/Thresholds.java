package nomadops.exporter.collection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import nomadops.client.model.GoDuration;

/// How old Nomad lets things become before it collects them.
///
/// @param job from a job's submission
/// @param interval from one collection of jobs to the next
public record Thresholds(
    Duration job,
    Duration eval,
    Duration batchEval,
    Duration deployment,
    Duration node,
    Duration interval) {
  /// What Nomad does when nothing is configured (`nomad/config.go`, 1.7 to 2.0).
  public static final Thresholds USUAL =
      new Thresholds(
          Duration.ofHours(4),
          Duration.ofHours(1),
          Duration.ofHours(24),
          Duration.ofHours(1),
          Duration.ofHours(24),
          Duration.ofMinutes(5));

  /// Of a server's settings, `/v1/agent/self` under `config.Server`; what is not set is usual.
  ///
  /// @param setting the text of a setting, for example of `JobGCThreshold`
  public static Thresholds of(Function<String, Optional<String>> setting) {
    return new Thresholds(
        read(setting, "JobGCThreshold", USUAL.job),
        read(setting, "EvalGCThreshold", USUAL.eval),
        read(setting, "BatchEvalGCThreshold", USUAL.batchEval),
        read(setting, "DeploymentGCThreshold", USUAL.deployment),
        read(setting, "NodeGCThreshold", USUAL.node),
        read(setting, "JobGCInterval", USUAL.interval));
  }

  private static Duration read(
      Function<String, Optional<String>> setting, String name, Duration usual) {
    return setting
        .apply(name)
        .flatMap(Thresholds::duration)
        .filter(Duration::isPositive)
        .orElse(usual);
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(GoDuration.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// By what is collected, as the series call it.
  public Map<String, Duration> byObject() {
    Map<String, Duration> all = new TreeMap<>();
    all.put("job", job);
    all.put("eval", eval);
    all.put("batch_eval", batchEval);
    all.put("deployment", deployment);
    all.put("node", node);
    return all;
  }
}
