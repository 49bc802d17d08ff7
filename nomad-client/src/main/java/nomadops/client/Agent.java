package nomadops.client;

import java.util.List;
import nomadops.client.model.AgentHealth;
import nomadops.client.model.AgentMember;
import nomadops.client.model.AgentMetrics;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;

/// The agent that we are connected to: `/v1/agent/...` and `/v1/metrics`.
public final class Agent {
  private final Calls calls;

  Agent(Calls calls) {
    this.calls = calls;
  }

  /// Its configuration and state; needs `agent:read`.
  public AgentSelf self() {
    return calls
        .send(
            calls.get("agent.self", "v1", "agent", "self"), body -> AgentSelf.of(RawJson.of(body)))
        .value();
  }

  /// How it is. An unwell agent answers 500 with the same body; that is a value here, too.
  public AgentHealth health() {
    return calls
        .send(
            calls.get("agent.health", "v1", "agent", "health").accept(500),
            body -> NomadJson.read(body, AgentHealth.class))
        .value();
  }

  /// The servers that gossip knows, those of other regions, too; a client agent asks its server.
  /// Needs `node:read`.
  public List<AgentMember> members() {
    return calls
        .send(calls.get("agent.members", "v1", "agent", "members"), AgentMember::listOf)
        .value();
  }

  /// Its metrics of the latest collection interval. A large cluster's are megabytes.
  public AgentMetrics metrics() {
    return calls.send(calls.get("agent.metrics", "v1", "metrics"), AgentMetrics.class).value();
  }
}
