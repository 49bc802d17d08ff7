package nomadops.gc.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nomadops.client.model.AgentMetrics;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.gc.policy.IndexTimes;
import nomadops.gc.policy.MetaLimits;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.preflight.Look;

/// A cluster that is well, until it is told otherwise.
final class Cluster {
  static final Instant NOW = Instant.parse("2026-11-27T22:00:00Z");

  private static final RetentionPolicy NATIVE =
      new RetentionPolicy(
          List.of(),
          RetentionRule.forAll("Nomad", Duration.ofHours(4)),
          MetaLimits.DEFAULT,
          Duration.ZERO);

  Optional<String> leader = Optional.of("10.0.0.1:4647");
  String server = "\"Enabled\":true";
  String telemetry = "\"CollectionInterval\":\"30s\"";
  String scheduler = "{\"PauseEvalBroker\":false,\"ModifyIndex\":5}";
  Backlog backlog = backlog(0, 0, 0);
  long ended;
  double plans;
  OptionalDouble freePages = OptionalDouble.of(31);
  String version = "2.0.5";
  Optional<String> collector = Optional.of("gc-0");
  Duration keepFor = Duration.ofHours(2);
  final DeadWork dead = new DeadWork(10, Duration.ofMinutes(10));
  final List<Standing> overdue = new ArrayList<>();

  static Backlog backlog(long before, long after, long deregister) {
    return new Backlog(
        new Backlog.Pending(before, deregister),
        new Backlog.Pending(after, deregister),
        Duration.ofSeconds(4));
  }

  /// Dead jobs of one type that were submitted so long ago.
  Cluster dead(int count, JobType type, Duration ago) {
    return dead(count, type, ago, "");
  }

  Cluster dead(int count, JobType type, Duration ago, String parent) {
    for (int i = 0; i < count; i++) {
      Instant submitted = NOW.minus(ago);
      String id = (parent.isEmpty() ? "job-" : parent + "/dispatch-") + dead.total();
      DeadJob job =
          new DeadJob(
              new JobKey("default", id),
              type,
              "dead",
              parent,
              false,
              false,
              false,
              submitted,
              AllocCounts.NONE,
              0,
              7,
              7,
              7,
              0,
              Map.of());
      IndexTimes times = new IndexTimes();
      times.stamped(7, submitted, NOW);
      dead.add(job, NATIVE.judge(job, times, _ -> false, NOW), NOW);
    }
    return this;
  }

  ClusterFacts facts() {
    String self =
        "{\"config\":{\"Server\":{%s},\"Telemetry\":{%s},\"Version\":{\"Version\":\"%s\"}}}"
            .formatted(server, telemetry, version);
    List<AgentMetrics.Gauge> gauges = new ArrayList<>();
    gauges.add(new AgentMetrics.Gauge("nomad.nomad.plan.queue_depth", Map.of(), plans));
    gauges.add(new AgentMetrics.Gauge("nomad.runtime.alloc_bytes", Map.of(), 3.2e9));
    freePages.ifPresent(
        pages -> gauges.add(new AgentMetrics.Gauge(RaftLogCheck.FREE, Map.of(), pages)));
    AgentMetrics metrics = new AgentMetrics("", gauges, List.of(), List.of());
    return new ClusterFacts(
        leader,
        new Look.Seen<>(AgentSelf.of(RawJson.of(self))),
        new Look.Seen<>(SchedulerConfiguration.of(RawJson.of(scheduler))),
        new Look.Seen<>(dead),
        overdue,
        new Look.Seen<>(backlog),
        new Look.Seen<>(ended),
        new Look.Seen<>(metrics),
        new Look.Seen<>(collector),
        keepFor,
        NOW);
  }

  Diagnosis diagnosis() {
    return Diagnosis.of(facts());
  }

  /// The one finding of a check.
  Finding finding(String check) {
    return diagnosis().findings().stream()
        .filter(each -> each.check().equals(check))
        .findFirst()
        .orElseThrow();
  }
}
