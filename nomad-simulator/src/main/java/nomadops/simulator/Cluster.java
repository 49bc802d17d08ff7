package nomadops.simulator;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.cluster.AllocStops;
import nomadops.simulator.cluster.ClusterSeeder;
import nomadops.simulator.cluster.Drainer;
import nomadops.simulator.cluster.Ids;
import nomadops.simulator.cluster.JobChildren;
import nomadops.simulator.cluster.JobWrites;
import nomadops.simulator.cluster.LockLeases;
import nomadops.simulator.cluster.NodePoolWrites;
import nomadops.simulator.cluster.NodeWrites;
import nomadops.simulator.cluster.OperatorWrites;
import nomadops.simulator.cluster.Seeder;
import nomadops.simulator.cluster.SystemGc;
import nomadops.simulator.cluster.VariableWrites;
import nomadops.simulator.events.EventBuffer;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.http.AclHandler;
import nomadops.simulator.http.Services;
import nomadops.simulator.journal.Journal;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.raft.Peers;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.sched.ClientFleet;
import nomadops.simulator.sched.Deployments;
import nomadops.simulator.sched.EvalBroker;
import nomadops.simulator.sched.Workers;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/// The parts of one simulated cluster, wired from top to bottom.
final class Cluster {
  final SimClock clock;
  final StateStore store;
  final RaftLane lane;
  final Peers peers = new Peers();
  final Workers workers;
  final EvalBroker broker;
  final ClientFleet clients;
  final LockLeases leases;
  final EventBuffer events;
  final JobWrites jobs;
  final NodeWrites nodes;
  final Seeder seeder;
  final ClusterSeeder clusterSeeder;
  final Journal journal = new Journal();
  final Afterwards afterwards = new Afterwards();
  final AtomicInteger port = new AtomicInteger();
  final Faults faults;
  final Services services;

  Cluster(SimulatorOptions options) {
    clock = options.clock();
    Ids ids = new Ids(options.seed());
    faults = new Faults(options.seed());
    store = new StateStore(clock, options.staleness(), State.empty(OperatorWrites.defaultConfig()));
    lane = new RaftLane(clock, options.cost(), store, afterwards);
    broker = new EvalBroker(new SplittableRandom(options.seed()));
    events = new EventBuffer(options.eventBuffer());
    store.onCommit(events::append);
    workers = new Workers(options.workers(), clock, store, lane, afterwards, broker, ids);
    clients = new ClientFleet(clock, store, lane, afterwards, ids);
    Drainer drainer =
        new Drainer(clock, store, lane, afterwards, ids, options.drainReplacesBatch());
    store.onCommit(workers::follow);
    store.onCommit(clients::follow);
    store.onCommit(new Deployments(clock, store, lane, afterwards, ids)::follow);
    store.onCommit(drainer::follow);
    jobs = new JobWrites(store, lane, ids, journal);
    nodes = new NodeWrites(clock, store, lane, ids, journal, options.version());
    leases = new LockLeases(clock, store, lane, afterwards);
    seeder = new Seeder(store, ids);
    clusterSeeder = new ClusterSeeder(store, ids, nodes);
    services =
        new Services(
            clock,
            store,
            lane,
            peers,
            broker,
            workers,
            events,
            ids,
            jobs,
            new JobChildren(store, lane, ids, jobs),
            nodes,
            new NodePoolWrites(lane),
            new AllocStops(lane, ids),
            new VariableWrites(store, lane, ids, leases),
            leases,
            new OperatorWrites(store, lane, broker, workers),
            new SystemGc(clock, store, lane, afterwards, journal),
            faults,
            options.acl(),
            options.staleness(),
            options.heartbeat(),
            options.workers(),
            options.version(),
            port::get);
    found(options);
  }

  private void found(SimulatorOptions options) {
    store.<@Nullable Void>apply(
        "",
        txn -> {
          NodePoolWrites.found(txn);
          txn.putNamespace(
              "default",
              OperatorWrites.namespace("default", "Default shared namespace", null, txn.index()));
          txn.schedulerConfig(
              OperatorWrites.defaultConfig()
                  .put("CreateIndex", txn.index())
                  .put("ModifyIndex", txn.index()));
          if (options.acl()) {
            String accessor = "acce5501-0000-4000-8000-000000000001";
            String secret = SimulatorOptions.MANAGEMENT_TOKEN;
            txn.putToken(
                secret,
                AclHandler.token(
                    accessor,
                    secret,
                    "Bootstrap Token",
                    "management",
                    null,
                    Json.time(txn.now()),
                    txn.index()));
          }
          return null;
        });
    for (int i = 0; i < options.nodes(); i++) {
      String _ = nodes.add(options.node("client-" + i));
    }
    afterwards.drain();
  }
}
