package nomadops.exporter.family;

import static nomadops.exporter.family.Family.Detail.CLUSTER;
import static nomadops.exporter.family.Family.Detail.NODE;
import static nomadops.exporter.family.Family.gauge;
import static nomadops.exporter.family.Family.info;

import java.util.List;

/// Of clients and what they have room for, and of the servers.
public final class NodeFamilies {
  private static final String[] PLACE = {"node_pool", "node_class", "datacenter"};

  public static final Family NODES =
      gauge(
          "nomad_nodes",
          CLUSTER,
          "Clients.",
          "status",
          "eligibility",
          "drain",
          "node_pool",
          "node_class",
          "datacenter",
          "version");
  public static final Family DRIVERS =
      gauge(
          "nomad_node_drivers",
          CLUSTER,
          "Task drivers of ready clients: healthy, or unhealthy though they were detected.",
          "driver",
          "state",
          "node_pool");
  public static final Family NODE_INFO =
      info(
          "nomad_node_info",
          NODE,
          "A client.",
          "node_id",
          "node_name",
          "status",
          "eligibility",
          "drain",
          "node_pool",
          "node_class",
          "datacenter",
          "version");
  public static final Family DRIVER_HEALTHY =
      gauge(
          "nomad_node_driver_healthy",
          NODE,
          "1 when a detected task driver of a client is healthy, else 0.",
          "node_id",
          "node_name",
          "driver");
  public static final Family DRAIN_DEADLINE =
      gauge(
          "nomad_node_drain_deadline_timestamp_seconds",
          NODE,
          "When a client that drains has its allocations stopped; 0 for no deadline.",
          "node_id",
          "node_name");

  public static final Family ALLOCATABLE_CPU =
      gauge(
          "nomad_capacity_allocatable_cpu_hertz",
          CLUSTER,
          "CPU that ready, eligible clients have for allocations.",
          PLACE);
  public static final Family ALLOCATABLE_MEMORY =
      gauge(
          "nomad_capacity_allocatable_memory_bytes",
          CLUSTER,
          "Memory that ready, eligible clients have for allocations.",
          PLACE);
  public static final Family ALLOCATED_CPU =
      gauge(
          "nomad_capacity_allocated_cpu_hertz",
          CLUSTER,
          "CPU that allocations which are not over hold on ready, eligible clients.",
          PLACE);
  public static final Family ALLOCATED_MEMORY =
      gauge(
          "nomad_capacity_allocated_memory_bytes",
          CLUSTER,
          "Memory that allocations which are not over hold on ready, eligible clients.",
          PLACE);
  public static final Family LARGEST_FREE_CPU =
      gauge(
          "nomad_capacity_largest_free_cpu_hertz",
          CLUSTER,
          "The most CPU that is free on one ready, eligible client.",
          PLACE);
  public static final Family LARGEST_FREE_MEMORY =
      gauge(
          "nomad_capacity_largest_free_memory_bytes",
          CLUSTER,
          "The most memory that is free on one ready, eligible client.",
          PLACE);
  public static final Family STRANDED_CPU =
      gauge(
          "nomad_capacity_stranded_cpu_hertz",
          CLUSTER,
          "Free CPU that is more than a client's share of free memory lets work use.",
          PLACE);
  public static final Family STRANDED_MEMORY =
      gauge(
          "nomad_capacity_stranded_memory_bytes",
          CLUSTER,
          "Free memory that is more than a client's share of free CPU lets work use.",
          PLACE);

  public static final Family LEADER =
      gauge("nomad_cluster_leader", CLUSTER, "1 while the servers know a leader, else 0.");
  public static final Family AUTOPILOT_HEALTHY =
      gauge(
          "nomad_cluster_autopilot_healthy",
          CLUSTER,
          "1 while autopilot calls all servers healthy, else 0; absent while nobody may ask.");
  public static final Family FAILURE_TOLERANCE =
      gauge(
          "nomad_cluster_failure_tolerance",
          CLUSTER,
          "How many servers may fail before the cluster has no leader.");
  public static final Family BROKER_PAUSED =
      gauge(
          "nomad_cluster_broker_paused",
          CLUSTER,
          "1 while somebody has paused the evaluation broker, else 0; absent while nobody may ask.");

  static final List<Family> ALL =
      List.of(
          NODES,
          DRIVERS,
          NODE_INFO,
          DRIVER_HEALTHY,
          DRAIN_DEADLINE,
          ALLOCATABLE_CPU,
          ALLOCATABLE_MEMORY,
          ALLOCATED_CPU,
          ALLOCATED_MEMORY,
          LARGEST_FREE_CPU,
          LARGEST_FREE_MEMORY,
          STRANDED_CPU,
          STRANDED_MEMORY,
          LEADER,
          AUTOPILOT_HEALTHY,
          FAILURE_TOLERANCE,
          BROKER_PAUSED);

  private NodeFamilies() {}
}
