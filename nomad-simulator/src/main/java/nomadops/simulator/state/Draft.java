package nomadops.simulator.state;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A state in the making: another one, of which some parts are replaced.
final class Draft {
  long index;
  SortedTree<String, JobRow> jobs;
  SortedTree<String, List<JobRow>> oldVersions;
  SortedTree<String, EvalRow> evals;
  SortedTree<CreateKey, String> evalOrder;
  SortedTree<String, List<String>> evalsByJob;
  SortedTree<String, AllocRow> allocs;
  SortedTree<CreateKey, String> allocOrder;
  SortedTree<String, List<String>> allocsByJob;
  SortedTree<String, List<String>> allocsByNode;
  SortedTree<String, NodeRow> nodes;
  SortedTree<String, ObjectNode> nodePools;
  SortedTree<String, VariableRow> variables;
  SortedTree<String, ObjectNode> namespaces;
  SortedTree<String, DeploymentRow> deployments;
  SortedTree<CreateKey, String> deploymentOrder;
  SortedTree<String, List<String>> deploymentsByJob;
  SortedTree<String, ObjectNode> aclTokens;
  SortedTree<String, ObjectNode> aclPolicies;
  ObjectNode schedulerConfig;
  Map<Table, Long> tableIndexes;

  Draft(State from) {
    index = from.index();
    jobs = from.jobs();
    oldVersions = from.oldVersions();
    evals = from.evals();
    evalOrder = from.evalOrder();
    evalsByJob = from.evalsByJob();
    allocs = from.allocs();
    allocOrder = from.allocOrder();
    allocsByJob = from.allocsByJob();
    allocsByNode = from.allocsByNode();
    nodes = from.nodes();
    nodePools = from.nodePools();
    variables = from.variables();
    namespaces = from.namespaces();
    deployments = from.deployments();
    deploymentOrder = from.deploymentOrder();
    deploymentsByJob = from.deploymentsByJob();
    aclTokens = from.aclTokens();
    aclPolicies = from.aclPolicies();
    schedulerConfig = from.schedulerConfig();
    tableIndexes = from.tableIndexes();
  }

  State state() {
    return new State(
        index,
        jobs,
        oldVersions,
        evals,
        evalOrder,
        evalsByJob,
        allocs,
        allocOrder,
        allocsByJob,
        allocsByNode,
        nodes,
        nodePools,
        variables,
        namespaces,
        deployments,
        deploymentOrder,
        deploymentsByJob,
        aclTokens,
        aclPolicies,
        schedulerConfig,
        tableIndexes);
  }
}
