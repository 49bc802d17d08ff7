package nomadops.simulator.state;

/// The tables that have an index of their own; blocking queries watch them.
public enum Table {
  JOBS,
  JOB_SUMMARY,
  EVALS,
  ALLOCS,
  NODES,
  VARIABLES,
  NAMESPACES,
  DEPLOYMENTS,
  SCHEDULER_CONFIG,
  ACL_TOKENS,
  ACL_POLICIES,
  NODE_POOLS
}
