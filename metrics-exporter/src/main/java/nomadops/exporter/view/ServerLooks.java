package nomadops.exporter.view;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentSelf;
import nomadops.exporter.collection.Thresholds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the servers about themselves. What a token may not ask is left out, once said.
final class ServerLooks {
  private static final Logger LOG = LoggerFactory.getLogger(ServerLooks.class);

  /// The configuration does not change while an agent runs: one look in so many is enough.
  private static final int SELF_EVERY = 30;

  private final NomadClient nomad;
  private final ServerFacts facts;
  private final WatchCounts counts;
  private final Set<String> said = new HashSet<>();
  private int looks;

  ServerLooks(NomadClient nomad, ServerFacts facts, WatchCounts counts) {
    this.nomad = nomad;
    this.facts = facts;
    this.counts = counts;
  }

  void look() throws InterruptedException {
    facts.leader(asked("leader", () -> nomad.status().leader().isPresent()));
    facts.autopilot(asked("autopilot", () -> nomad.operator().autopilotHealth().value()));
    facts.brokerPaused(
        asked(
            "scheduler_configuration",
            () -> nomad.operator().schedulerConfiguration().value().pauseEvalBroker()));
    if (looks++ % SELF_EVERY == 0) {
      facts.thresholds(asked("agent_self", this::thresholds).flatMap(known -> known));
      looks = facts.knowsThresholds() ? looks : 0;
    }
  }

  private Optional<Thresholds> thresholds() {
    AgentSelf self = nomad.agent().self();
    return self.isServer() ? Optional.of(Thresholds.of(self::serverSetting)) : Optional.empty();
  }

  private <T> Optional<T> asked(String what, Supplier<T> ask) throws InterruptedException {
    try {
      T value = ask.get();
      said.remove(what);
      return Optional.of(value);
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      counts.failed(what);
      if (said.add(what)) {
        LOG.warn("{} cannot be read, its series are absent: {}", what, fault.getMessage());
      }
      return Optional.empty();
    }
  }
}
