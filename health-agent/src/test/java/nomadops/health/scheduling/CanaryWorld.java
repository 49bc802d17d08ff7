package nomadops.health.scheduling;

import java.time.Duration;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.JobKey;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.raft.CostModel;

/// A simulated server with a canary beside it.
final class CanaryWorld implements AutoCloseable {
  static final JobKey KEY = JobKey.inDefault("nomad-ops-canary");
  static final LookTerms TERMS = new LookTerms(Duration.ofMillis(50), Duration.ofMillis(300));

  final NomadSimulator simulator;
  final NomadClient nomad;
  final Told told = new Told();
  boolean leads = true;
  final SchedulingCanary canary;

  private CanaryWorld(SimulatorOptions options, String token, JobKey key, boolean makesNamespace) {
    simulator = NomadSimulator.start(options);
    var connection =
        Connection.to(simulator.address().toString()).requestTimeout(Duration.ofSeconds(5));
    if (!token.isEmpty()) {
      connection = connection.token(nomadops.client.connection.TokenSource.fixed(token));
    }
    nomad = NomadClient.connect(connection.build().triedOnce());
    canary = canary(told, key, 100, makesNamespace);
  }

  static CanaryWorld healthy() {
    return new CanaryWorld(SimulatorOptions.defaults(), "", KEY, false);
  }

  static CanaryWorld in(JobKey key, boolean makesNamespace) {
    return new CanaryWorld(SimulatorOptions.defaults(), "", key, makesNamespace);
  }

  static CanaryWorld withAcl(String token) {
    return new CanaryWorld(SimulatorOptions.defaults().withAcl(true), token, KEY, false);
  }

  /// Whose schedulers think about an evaluation for hours.
  static CanaryWorld wedged() {
    Duration none = Duration.ZERO;
    CostModel hours = new CostModel(none, none, none, Duration.ofHours(2), none, none, none, none);
    return new CanaryWorld(SimulatorOptions.defaults().withCost(hours), "", KEY, false);
  }

  SchedulingCanary canary(Looks looks, JobKey key, int priority, boolean makesNamespace) {
    return new SchedulingCanary(
        nomad,
        new CanaryJob(nomad, key, priority, makesNamespace),
        () -> leads,
        TERMS,
        looks,
        Ticker.system(),
        Pause.system());
  }

  void look() throws InterruptedException {
    canary.once(() -> false);
  }

  void pauseBroker(boolean paused) {
    var configuration = nomad.operator().schedulerConfiguration().value();
    nomad.operator().setSchedulerConfiguration(configuration.withPauseEvalBroker(paused));
  }

  @Override
  public void close() {
    nomad.close();
    simulator.close();
  }
}
