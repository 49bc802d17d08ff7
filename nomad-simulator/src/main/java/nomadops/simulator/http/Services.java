package nomadops.simulator.http;

import java.time.Duration;
import java.util.function.Supplier;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.cluster.AllocStops;
import nomadops.simulator.cluster.Ids;
import nomadops.simulator.cluster.JobChildren;
import nomadops.simulator.cluster.JobWrites;
import nomadops.simulator.cluster.LockLeases;
import nomadops.simulator.cluster.NodePoolWrites;
import nomadops.simulator.cluster.NodeWrites;
import nomadops.simulator.cluster.OperatorWrites;
import nomadops.simulator.cluster.SystemGc;
import nomadops.simulator.cluster.VariableWrites;
import nomadops.simulator.events.EventBuffer;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.raft.Peers;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.sched.EvalBroker;
import nomadops.simulator.sched.Workers;
import nomadops.simulator.state.StateStore;

/// Everything that handlers reach.
///
/// @param acl whether requests need a token
/// @param staleness how far stale reads lag, for the LastContact header
/// @param version what the servers call themselves
/// @param port the bound port
public record Services(
    SimClock clock,
    StateStore store,
    RaftLane lane,
    Peers peers,
    EvalBroker broker,
    Workers workers,
    EventBuffer events,
    Ids ids,
    JobWrites jobs,
    JobChildren children,
    NodeWrites nodes,
    NodePoolWrites pools,
    AllocStops stops,
    VariableWrites variables,
    LockLeases leases,
    OperatorWrites operator,
    SystemGc gc,
    Faults faults,
    boolean acl,
    Duration staleness,
    Duration heartbeat,
    int workerCount,
    String version,
    Supplier<Integer> port) {

  /// There is a leader, and it is this server.
  boolean leads() {
    return lane.hasLeader() && peers.leader().isEmpty();
  }

  Rights rights(Request request) {
    return acl ? Rights.of(store.current(), request.token, clock.instant()) : Rights.ACLS_OFF;
  }
}
