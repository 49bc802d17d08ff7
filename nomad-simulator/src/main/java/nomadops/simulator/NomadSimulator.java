package nomadops.simulator;

import java.net.URI;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.cluster.Churn;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.http.SimulatorServer;
import nomadops.simulator.raft.Peers;

/// A Nomad server with clients, in this process, on loopback: the API of a real 2.0.5 agent at
/// [#address()].
///
/// ```java
/// try (NomadSimulator nomad = NomadSimulator.start()) {
///   nomad.state().seedDeadJobs(1_000);
///   // point any client at nomad.address()
/// }
/// ```
public final class NomadSimulator implements AutoCloseable {
  private final Cluster cluster;
  private final ClusterState state;
  private SimulatorServer server;

  private NomadSimulator(SimulatorOptions options) {
    cluster = new Cluster(options);
    state = new ClusterState(cluster, options);
    server = new SimulatorServer(cluster.services, options.port());
    cluster.port.set(server.port());
  }

  /// Starts with [SimulatorOptions#defaults()].
  public static NomadSimulator start() {
    return start(SimulatorOptions.defaults());
  }

  /// Starts and listens.
  ///
  /// @throws java.io.UncheckedIOException when the port is taken
  public static NomadSimulator start(SimulatorOptions options) {
    return new NomadSimulator(options);
  }

  /// For example `http://127.0.0.1:40001`.
  public URI address() {
    return URI.create("http://127.0.0.1:" + cluster.port.get());
  }

  public SimulatorState state() {
    return state;
  }

  public Faults faults() {
    return cluster.faults;
  }

  public SimClock clock() {
    return cluster.clock;
  }

  /// The other servers of the region; none unless some are put there.
  public Peers peers() {
    return cluster.peers;
  }

  /// Cuts every open event stream; readers may come back at once.
  public void cutStreams() {
    cluster.events.cutAll();
  }

  /// Keeps the cluster busy until the answer, or the simulator, is closed: jobs come, run and go,
  /// so that about so many events a second are told of. Best beside [CostModel#none()] and after
  /// [SimulatorState#seed(ClusterSeed)].
  public Churn churn(int eventsPerSecond) {
    Churn churn =
        new Churn(
            eventsPerSecond,
            cluster.clock,
            cluster.store,
            cluster.jobs,
            cluster.afterwards,
            cluster.events::told);
    churn.start();
    return churn;
  }

  /// While it is on, the event stream leaves out everything that happens, and nobody can see it: no
  /// error, no end, no gap. State goes on as ever.
  public void loseEvents(boolean on) {
    cluster.events.deaf(on);
  }

  /// Stops and starts the agent at the same address: connections and streams break, the state and
  /// its index stay, events are forgotten, leases start afresh.
  public synchronized void restart() {
    server.close();
    cluster.store.wakeAll();
    cluster.events.forget();
    server = new SimulatorServer(cluster.services, cluster.port.get());
    cluster.leases.restore();
  }

  /// From now on there is no leader: default reads and writes fail, `stale` reads are answered,
  /// nothing is scheduled, no lease runs out.
  public void loseLeader() {
    cluster.lane.leader(false);
    cluster.leases.forget();
    cluster.workers.enable(false);
    cluster.store.wakeAll();
  }

  public void regainLeader() {
    cluster.lane.leader(true);
    cluster.leases.restore();
    if (!cluster.store.current().brokerPaused()) {
      cluster.workers.enable(true);
    }
    cluster.afterwards.drain();
  }

  @Override
  public synchronized void close() {
    cluster.store.wakeAll();
    cluster.events.cutAll();
    server.close();
    cluster.clock.close();
  }
}
