package nomadops.bench;

import java.net.URI;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.raft.CostModel;

final class SimulatedCluster implements Cluster {
  private static final int SETTLE_ROUNDS = 600;
  private final NomadSimulator nomad;

  SimulatedCluster(CostModel cost) {
    nomad = NomadSimulator.start(SimulatorOptions.defaults().withCost(cost));
  }

  @Override
  public String name() {
    return "simulator";
  }

  @Override
  public URI address() {
    return nomad.address();
  }

  @Override
  public void seed(String idPrefix, int count) {
    nomad.state().seedDeadJobs(DeadJobSeed.of(count).idPrefix(idPrefix));
  }

  @Override
  public void settle() throws InterruptedException {
    for (int round = 0; round < SETTLE_ROUNDS && nomad.state().broker().ready() > 0; round++) {
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    nomad.close();
  }
}
