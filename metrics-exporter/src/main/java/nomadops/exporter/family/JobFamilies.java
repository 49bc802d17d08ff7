package nomadops.exporter.family;

import static nomadops.exporter.family.Family.Detail.CLUSTER;
import static nomadops.exporter.family.Family.Detail.JOB;
import static nomadops.exporter.family.Family.counter;
import static nomadops.exporter.family.Family.gauge;
import static nomadops.exporter.family.Family.histogram;

import java.util.List;

/// Of jobs, their evaluations, allocations and deployments.
public final class JobFamilies {
  public static final Family JOBS =
      gauge("nomad_jobs", CLUSTER, "Jobs, by type and status.", "namespace", "type", "status");
  public static final Family QUEUED =
      gauge(
          "nomad_queued_allocations",
          CLUSTER,
          "Allocations that wait for room (JobSummary.Queued), over all jobs that are not dead.",
          "namespace");
  public static final Family JOB_QUEUED =
      gauge(
          "nomad_job_queued_allocations",
          JOB,
          "Allocations of a group that wait for room; children count with their parent.",
          "namespace",
          "job_id",
          "task_group");
  public static final Family JOB_STATUS =
      gauge(
          "nomad_job_jobs",
          JOB,
          "1 for a job in its status; of a periodic or parameterized parent, how many of its children are in it.",
          "namespace",
          "job_id",
          "type",
          "status");

  public static final Family EVALUATIONS =
      gauge(
          "nomad_evaluations",
          CLUSTER,
          "Evaluations that the servers keep.",
          "namespace",
          "type",
          "status",
          "triggered_by");
  public static final Family BLOCKED_OLDEST =
      gauge(
          "nomad_evaluation_blocked_oldest_age_seconds",
          CLUSTER,
          "How long the oldest blocked evaluation has waited for room; 0 for none.",
          "namespace");
  public static final Family PENDING_OLDEST =
      gauge(
          "nomad_evaluation_pending_oldest_age_seconds",
          CLUSTER,
          "How long the oldest pending evaluation has waited for a scheduler; 0 for none. Those that are to wait until a set time do not count.",
          "namespace");
  public static final Family FAILED_GROUPS =
      gauge(
          "nomad_evaluation_failed_task_groups",
          CLUSTER,
          "Groups of blocked evaluations, by what kept them from being placed: constraint, class, dimension, quota or none.",
          "namespace",
          "reason");
  public static final Family JOB_FAILED_GROUPS =
      gauge(
          "nomad_job_evaluation_failed_task_groups",
          JOB,
          "The same of one job's groups; children count with their parent.",
          "namespace",
          "job_id",
          "task_group",
          "reason");
  public static final Family EVALUATION_DURATION =
      histogram(
          "nomad_evaluation_duration_seconds",
          "From an evaluation's creation to its end, as far as the event stream told of both.",
          "type",
          "status");

  public static final Family ALLOCATIONS =
      gauge(
          "nomad_allocations",
          CLUSTER,
          "Allocations that the servers keep.",
          "namespace",
          "desired_status",
          "client_status");
  public static final Family JOB_ALLOCATIONS =
      gauge(
          "nomad_job_allocations",
          JOB,
          "Allocations of a group; children count with their parent.",
          "namespace",
          "job_id",
          "task_group",
          "desired_status",
          "client_status");
  public static final Family PLACEMENT =
      histogram(
          "nomad_allocation_placement_seconds",
          "From an evaluation's creation to the creation of an allocation that it placed.",
          "type");
  public static final Family START =
      histogram(
          "nomad_allocation_start_seconds",
          "From an allocation's creation to the start of its first task.",
          "type");
  public static final Family RESTARTS =
      counter(
          "nomad_task_restarts_total",
          CLUSTER,
          "Restarts of tasks that happened while this process watched.",
          "namespace");
  public static final Family OOM_KILLS =
      counter(
          "nomad_task_oom_kills_total",
          CLUSTER,
          "Tasks that were killed for want of memory while this process watched.",
          "namespace");
  public static final Family ENDS =
      counter(
          "nomad_allocation_ends_total",
          CLUSTER,
          "Allocations that ended while this process watched, by how: complete, failed or lost.",
          "namespace",
          "client_status");
  public static final Family RESCHEDULES =
      counter(
          "nomad_allocation_reschedules_total",
          CLUSTER,
          "Allocations that were replaced by another while this process watched.",
          "namespace");
  public static final Family JOB_RESTARTS =
      counter(
          "nomad_job_task_restarts_total",
          JOB,
          "Restarts of a group's tasks that happened while this process watched.",
          "namespace",
          "job_id",
          "task_group");
  public static final Family JOB_OOM_KILLS =
      counter(
          "nomad_job_task_oom_kills_total",
          JOB,
          "A group's tasks that were killed for want of memory while this process watched.",
          "namespace",
          "job_id",
          "task_group");

  public static final Family DEPLOYMENTS =
      gauge(
          "nomad_deployments",
          CLUSTER,
          "Deployments that the servers keep.",
          "namespace",
          "status");
  public static final Family AWAITING_PROMOTION =
      gauge(
          "nomad_deployments_awaiting_promotion",
          CLUSTER,
          "Running deployments whose canaries are healthy and that somebody has to promote.",
          "namespace");
  public static final Family DEPLOYMENT_ALLOCATIONS =
      gauge(
          "nomad_deployment_allocations",
          JOB,
          "Allocations of a running deployment: desired, placed, healthy and unhealthy.",
          "namespace",
          "job_id",
          "task_group",
          "state");
  public static final Family DEPLOYMENT_DEADLINE =
      gauge(
          "nomad_deployment_progress_deadline_timestamp_seconds",
          JOB,
          "When a running deployment fails unless it gets on.",
          "namespace",
          "job_id",
          "task_group");
  public static final Family DEPLOYMENT_DURATION =
      histogram(
          "nomad_deployment_duration_seconds",
          "From a deployment's creation to its end.",
          "status");

  static final List<Family> ALL =
      List.of(
          JOBS,
          QUEUED,
          JOB_QUEUED,
          JOB_STATUS,
          EVALUATIONS,
          BLOCKED_OLDEST,
          PENDING_OLDEST,
          FAILED_GROUPS,
          JOB_FAILED_GROUPS,
          EVALUATION_DURATION,
          ALLOCATIONS,
          JOB_ALLOCATIONS,
          PLACEMENT,
          START,
          RESTARTS,
          OOM_KILLS,
          ENDS,
          RESCHEDULES,
          JOB_RESTARTS,
          JOB_OOM_KILLS,
          DEPLOYMENTS,
          AWAITING_PROMOTION,
          DEPLOYMENT_ALLOCATIONS,
          DEPLOYMENT_DEADLINE,
          DEPLOYMENT_DURATION);

  private JobFamilies() {}
}
