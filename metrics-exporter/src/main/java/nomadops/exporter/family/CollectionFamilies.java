package nomadops.exporter.family;

import static nomadops.exporter.family.Family.Detail.CLUSTER;
import static nomadops.exporter.family.Family.gauge;

import java.util.List;

/// Of dead jobs and Nomad's own collection of them. Nomad counts a job's age from its submission
/// and not from its end (`core_sched.go`, 1.7 to 2.0).
public final class CollectionFamilies {
  public static final Family ELIGIBLE =
      gauge(
          "nomad_jobs_dead_gc_eligible",
          CLUSTER,
          "Dead jobs that Nomad's next collection may take.",
          "namespace",
          "type");
  public static final Family BLOCKED =
      gauge(
          "nomad_jobs_dead_gc_blocked",
          CLUSTER,
          "Dead jobs that it may not take, by why: not_stopped (never taken until somebody stops it), parent, young, evaluation, allocation.",
          "namespace",
          "type",
          "reason");
  public static final Family OLDEST_DEAD =
      gauge(
          "nomad_job_dead_oldest_age_seconds",
          CLUSTER,
          "How long the dead job that died first has been dead; 0 for none.",
          "namespace",
          "type");
  public static final Family OVERDUE =
      gauge(
          "nomad_gc_overdue_jobs",
          CLUSTER,
          "Dead jobs that could have been collected for longer than two intervals.",
          "namespace",
          "type");
  public static final Family OLDEST_OVERDUE =
      gauge(
          "nomad_gc_oldest_overdue_seconds",
          CLUSTER,
          "How long the job that has waited longest for its collection has waited; 0 for none.");
  public static final Family THRESHOLD =
      gauge(
          "nomad_gc_threshold_seconds",
          CLUSTER,
          "Nomad's own thresholds, from the server's configuration or its defaults: job, eval, batch_eval, deployment, node.",
          "object");
  public static final Family INTERVAL =
      gauge("nomad_gc_interval_seconds", CLUSTER, "How often Nomad collects jobs.");

  static final List<Family> ALL =
      List.of(ELIGIBLE, BLOCKED, OLDEST_DEAD, OVERDUE, OLDEST_OVERDUE, THRESHOLD, INTERVAL);

  private CollectionFamilies() {}
}
