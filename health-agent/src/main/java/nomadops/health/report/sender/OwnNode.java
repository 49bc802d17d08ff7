package nomadops.health.report.sender;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import nomadops.health.report.ReportJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which node this client is, by the Nomad agent beside us (`/v1/agent/self`,
/// `stats.client.node_id`, 1.8 to 2.0). It is asked again each minute, as an agent that lost its
/// data directory comes back as another node; and it is remembered while the agent is silent: that
/// a client's Nomad is dead is what reports are for. Needs `agent:read`.
public final class OwnNode {
  private static final Logger LOG = LoggerFactory.getLogger(OwnNode.class);
  private static final Duration KNOWN = Duration.ofMinutes(1);
  private static final Duration UNKNOWN = Duration.ofSeconds(5);

  private final NomadClient nomad;
  private volatile Optional<String> id = Optional.empty();
  private boolean told;

  /// @param nomad of the agent beside this process, with a time limit of its own for requests
  public OwnNode(NomadClient nomad) {
    this.nomad = nomad;
  }

  /// What Nomad said last; empty when it never did.
  Optional<String> id() {
    return id;
  }

  /// Asks until interrupted.
  void keepAsking(Pause pause) throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      ask();
      pause.sleep(id.isPresent() ? KNOWN : UNKNOWN);
    }
  }

  /// Asks once.
  void ask() throws InterruptedException {
    try {
      Optional<String> said = nomad.agent().self().text("stats", "client", "node_id");
      if (said.isPresent() && ReportJson.isNode(said.get())) {
        learn(said.get());
      } else {
        unknown(said.map(text -> "its id is \"" + text + "\"").orElse("it tells of no client"));
      }
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      unknown(String.valueOf(fault.getMessage()));
    }
  }

  private void learn(String said) {
    if (id.isEmpty() || !id.get().equals(said)) {
      LOG.info(
          "reports are of node {}{}", said, id.map(before -> ", no longer " + before).orElse(""));
    }
    id = Optional.of(said);
  }

  private void unknown(String why) {
    if (id.isEmpty() && !told) {
      LOG.warn("no report is sent until the Nomad agent tells its node's id: {}", why);
      told = true;
    }
  }
}
