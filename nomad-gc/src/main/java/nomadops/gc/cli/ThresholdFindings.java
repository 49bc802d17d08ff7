package nomadops.gc.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.gc.doctor.ServerThresholds;
import nomadops.gc.policy.Retention;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.config.Durations;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.NomadFacts;

/// Whether Nomad's own collector is slower than what gc was told to keep: it takes what is older
/// than its thresholds, without an archive, at its own pace, and whatever rules say.
final class ThresholdFindings {
  private ThresholdFindings() {}

  static List<Finding> of(Resolved settings, NomadFacts facts) {
    String subject = "job_gc_threshold against keep-for";
    if (facts.agent().seen().isEmpty()) {
      return List.of(new Finding.NotTold("thresholds", subject, "it takes agent:read"));
    }
    ServerThresholds servers = ServerThresholds.of(facts.agent().seen().get());
    Duration own = servers.job();
    List<Finding> found = new ArrayList<>();
    Duration keep = settings.get(GcSettings.KEEP_FOR);
    String told =
        "Nomad collects after " + Durations.text(own) + ", gc after " + Durations.text(keep);
    found.add(
        own.compareTo(keep) < 0
            ? new Finding.Doubtful(
                "thresholds",
                subject,
                told + ": Nomad is first",
                "raise job_gc_threshold in the servers' configuration above keep-for, or lower keep-for")
            : new Finding.Passed("thresholds", subject, told));
    settings.get(GcSettings.RETENTION).stream()
        .filter(rule -> outlasts(rule, own))
        .forEach(rule -> found.add(rule(rule, own)));
    settings
        .find(GcSettings.DOWN_NODES)
        .ifPresent(after -> found.add(nodes(servers.node(), after)));
    return found;
  }

  /// A rule that counts runs keeps the last ones for as long as no newer come.
  private static boolean outlasts(RetentionRule rule, Duration own) {
    boolean longer =
        switch (rule.retention()) {
          case Retention.KeepForever() -> true;
          case Retention.KeepFor(Duration time) -> time.compareTo(own) > 0;
          case Retention.KeepAsDefault() -> false;
        };
    return !rule.match().unstopped() && (longer || !rule.last().isNone());
  }

  private static Finding rule(RetentionRule rule, Duration own) {
    return new Finding.Doubtful(
        "thresholds",
        "job_gc_threshold against rule " + rule.name(),
        (rule.last().isNone()
                ? "it keeps jobs for longer than Nomad, which collects after "
                : "it keeps the last runs however old they are, and Nomad collects after ")
            + Durations.text(own),
        "raise job_gc_threshold in the servers' configuration above the longest time that a rule keeps a job");
  }

  private static Finding nodes(Duration own, Duration after) {
    String subject = "node_gc_threshold against collect-down-nodes-after";
    String told =
        "Nomad collects nodes after " + Durations.text(own) + ", gc after " + Durations.text(after);
    return own.compareTo(after) <= 0
        ? new Finding.Doubtful(
            "thresholds",
            subject,
            told + ": Nomad is first",
            "lower collect-down-nodes-after, or leave it out")
        : new Finding.Passed("thresholds", subject, told);
  }
}
