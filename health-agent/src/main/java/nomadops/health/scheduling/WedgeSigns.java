package nomadops.health.scheduling;

import java.util.Optional;
import java.util.function.Supplier;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentMetrics;
import nomadops.client.model.AutopilotHealth;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.health.scheduling.policy.WedgeFacts;
import nomadops.health.scheduling.policy.WedgeFacts.Broker;
import nomadops.health.scheduling.policy.WedgeFacts.Servers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what the policy wants to know, once a look was late.
final class WedgeSigns {
  private static final Logger LOG = LoggerFactory.getLogger(WedgeSigns.class);

  /// Each server's workers tell the leader of what they finished by an RPC that it times (Nomad
  /// 2.0.5, `Eval.Ack`), so the leader's own metrics hold the whole cluster's progress.
  private static final String ACKNOWLEDGED = "nomad.nomad.eval.ack";

  private static final String READY = "nomad.nomad.broker.total_ready";

  private final NomadClient nomad;
  private final CondemnedVariable record;

  WedgeSigns(NomadClient nomad, CondemnedVariable record) {
    this.nomad = nomad;
    this.record = record;
  }

  WedgeFacts read(Outcome outcome) throws InterruptedException {
    return new WedgeFacts(
        true,
        Optional.of(outcome),
        asked(
            "the other servers' state", () -> servers(nomad.operator().autopilotHealth().value())),
        asked("the broker's progress", () -> broker(nomad.agent().metrics())).flatMap(b -> b),
        record.read());
  }

  /// Empty when it cannot be read.
  private static <T> Optional<T> asked(String what, Supplier<T> question)
      throws InterruptedException {
    try {
      return Optional.of(question.get());
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      LOG.warn("{} cannot be read: {}", what, fault.getMessage());
      return Optional.empty();
    }
  }

  private static Servers servers(AutopilotHealth health) {
    long others =
        health.servers().stream()
            .filter(server -> server.voter() && server.healthy() && !server.leader())
            .count();
    return new Servers(health.failureTolerance(), Math.toIntExact(others));
  }

  /// Empty when the metrics lack the gauge that every leader has: then these are no leader's, and a
  /// missing timing would not mean that nothing was done.
  private static Optional<Broker> broker(AgentMetrics metrics) {
    return metrics
        .gauges(READY)
        .findFirst()
        .map(ready ->
            new Broker(
                metrics.samples(ACKNOWLEDGED).mapToLong(AgentMetrics.Sample::count).sum(),
                Math.round(ready.value())));
  }
}
