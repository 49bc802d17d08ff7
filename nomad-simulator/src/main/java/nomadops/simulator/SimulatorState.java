package nomadops.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nomadops.simulator.journal.Journal;
import nomadops.simulator.state.NodeSpec;

/// A test's view of, and back door to, the simulated cluster's state.
public interface SimulatorState {
  /// The last applied Raft index.
  long index();

  Optional<JobFacts> job(String namespace, String id);

  int jobs();

  /// Jobs by status: `pending`, `running` or `dead`.
  int jobs(String status);

  int evaluations();

  /// Evaluations by status: `pending`, `blocked`, `complete`, `failed` or `canceled`.
  int evaluations(String status);

  int allocations();

  BrokerCounts broker();

  /// Ready evaluations that a worker would take before a new one of this priority, over all
  /// scheduler types.
  int readyAhead(int priority);

  Journal journal();

  void seedDeadJobs(DeadJobSeed seed);

  default void seedDeadJobs(int count) {
    seedDeadJobs(DeadJobSeed.of(count));
  }

  /// Puts a whole cluster into state; a hundred thousand allocations take some seconds.
  void seed(ClusterSeed seed);

  /// Registers a job as `PUT /v1/jobs` with this body (`{"Job": {...}}`) does, without cost;
  /// returns the eval's id.
  String register(String jsonBody);

  /// Adds ready nodes and returns how many there are now.
  int addNodes(int count);

  /// Adds one ready node, as a client that registers does; returns its id.
  ///
  /// @param attributes beside those that every simulated node has, for example
  ///   `unique.platform.aws.instance-id`
  String addNode(String name, Map<String, String> attributes, Map<String, String> meta);

  /// Adds one ready node that is as the specification says, as a client that registers does;
  /// returns its id. Its node pool is created if there is none of this name, system jobs land on
  /// it, and what waits for such a node is evaluated.
  String addNode(NodeSpec spec);

  /// A machine's end without a word: what runs on it stops to report now, and after this time its
  /// missed heartbeat is noticed, it is `down` and its allocations are lost. Nothing brings it
  /// back.
  void retireNode(String nodeId, Duration noticedAfter);

  /// The same, noticed at once.
  default void retireNode(String nodeId) {
    retireNode(nodeId, Duration.ZERO);
  }

  /// Takes a node out of state, as `PUT /v1/node/ID/purge` does: what ran on it is lost.
  void removeNode(String nodeId);

  /// Sets a node's status (`ready`, `down`, `disconnected`) as missed or resumed heartbeats do.
  void nodeStatus(String nodeId, String status);

  /// A node's client finds one of its drivers changed: the node registers anew, what it runs is
  /// evaluated, and what needs the driver is placed on it only while it is detected and healthy.
  void driverHealth(String nodeId, String driver, boolean detected, boolean healthy);

  /// The tasks of a running allocation end and start again on the spot, as a restart policy has it;
  /// the allocation goes on running.
  ///
  /// @param oomKilled they were killed for their memory (exit code 137), else they failed (1)
  /// @throws IllegalArgumentException when it does not run
  void restartTask(String allocId, boolean oomKilled);

  /// The tasks of an allocation end for good. One whose code is not 0 has failed, and is
  /// rescheduled as its group says.
  void endTask(String allocId, int exitCode, boolean oomKilled);

  /// From now on `stale` reads show the state as it is at this moment.
  void pinStaleReads();

  void unpinStaleReads();
}
