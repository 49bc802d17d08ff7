package nomadops.autoscaler.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.capacity.PoolScope;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Pressure;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// The cluster as it is known at one moment.
///
/// @param version greater than that of every sight before that differs
/// @param nodes all of them, in the order of their ids
/// @param jobs those that are not dead, with the counts of their allocations
/// @param placed by job and group: allocations that were placed since its counts were written
/// @param evaluations that are blocked or pending
/// @param pressure how the scheduler does
/// @param nodesRead how `nodes` was read
/// @param jobsRead how `jobs` was read
/// @param evaluationsRead how `evaluations` was read
/// @param pressureRead how the leader and the scheduler's configuration were read
public record ClusterSight(
    long version,
    List<PoolNode> nodes,
    Map<JobKey, JobStub> jobs,
    Map<JobKey, Map<String, Integer>> placed,
    List<Evaluation> evaluations,
    Pressure pressure,
    Input nodesRead,
    Input jobsRead,
    Input evaluationsRead,
    Input pressureRead) {

  /// How a part of the picture was read.
  ///
  /// @param asOf when it was so, by our own clock; empty while it was never read whole
  /// @param trouble why it could not be read the last time; empty when all is well
  public record Input(Optional<Instant> asOf, String trouble) {
    /// Never read.
    static final Input NONE = new Input(Optional.empty(), "not read yet");
  }

  public ClusterSight {
    nodes = List.copyOf(nodes);
    placed = Map.copyOf(placed);
    evaluations = List.copyOf(evaluations);
  }

  /// The nodes of a pool.
  public List<PoolNode> nodes(PoolScope scope) {
    return nodes.stream().filter(node -> scope.matches(node.profile())).toList();
  }

  /// Everything was read whole at least once.
  public boolean complete() {
    return oldest().isPresent();
  }

  /// When the oldest of nodes, jobs and evaluations was so; empty while one was never read whole.
  public Optional<Instant> oldest() {
    return nodesRead
        .asOf()
        .flatMap(nodesAt ->
            jobsRead
                .asOf()
                .flatMap(jobsAt ->
                    evaluationsRead
                        .asOf()
                        .map(evalsAt -> earlier(evalsAt, earlier(nodesAt, jobsAt)))));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
