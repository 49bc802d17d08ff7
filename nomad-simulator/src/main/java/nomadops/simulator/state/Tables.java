package nomadops.simulator.state;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Copies of a state with one part replaced.
final class Tables {
  private Tables() {}

  static State withJobs(State s, SortedTree<String, JobRow> next) {
    return new State(
        s.index(),
        next,
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withOldVersions(State s, SortedTree<String, List<JobRow>> next) {
    return new State(
        s.index(),
        s.jobs(),
        next,
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withNodes(State s, SortedTree<String, NodeRow> next) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        next,
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withVariables(State s, SortedTree<String, VariableRow> next) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        next,
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withNamespaces(State s, SortedTree<String, ObjectNode> next) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        next,
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withDeployments(State s, SortedTree<String, DeploymentRow> next) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        next,
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withTokens(State s, SortedTree<String, ObjectNode> next) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        next,
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withPolicies(State s, SortedTree<String, ObjectNode> next) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        next,
        s.schedulerConfig(),
        s.tableIndexes());
  }

  static State withConfig(State s, ObjectNode next) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        next,
        s.tableIndexes());
  }

  static State finished(State s, long index, Map<Table, Long> tableIndexes) {
    return new State(
        index,
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        tableIndexes);
  }
}
