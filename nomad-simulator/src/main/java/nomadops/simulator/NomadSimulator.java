package nomadops.simulator;

import java.net.URI;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.fault.Faults;

/// A Nomad server with clients, in this process, on loopback: the API of a real 2.0.5 agent at
/// [#address()].
///
/// ```java
/// try (NomadSimulator nomad = NomadSimulator.start()) {
///   nomad.state().seedDeadJobs(1_000);
///   // point any client at nomad.address()
/// }
/// ```
@SuppressWarnings("DoNotCallSuggester") // the API first; its engine follows
public final class NomadSimulator implements AutoCloseable {
  private NomadSimulator() {}

  /// Starts with [SimulatorOptions#defaults()].
  public static NomadSimulator start() {
    return start(SimulatorOptions.defaults());
  }

  public static NomadSimulator start(SimulatorOptions options) {
    throw new UnsupportedOperationException("the API only, for now: " + options);
  }

  /// For example `http://127.0.0.1:40001`.
  public URI address() {
    throw new UnsupportedOperationException("the API only, for now");
  }

  public SimulatorState state() {
    throw new UnsupportedOperationException("the API only, for now");
  }

  public Faults faults() {
    throw new UnsupportedOperationException("the API only, for now");
  }

  public SimClock clock() {
    throw new UnsupportedOperationException("the API only, for now");
  }

  /// Stops and starts the agent at the same address: connections and streams break, the state and
  /// its index stay.
  public void restart() {}

  /// From now on there is no leader: default reads and writes fail, `stale` reads are answered.
  public void loseLeader() {}

  public void regainLeader() {}

  @Override
  public void close() {}
}
