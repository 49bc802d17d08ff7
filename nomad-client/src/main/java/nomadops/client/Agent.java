package nomadops.client;

import nomadops.client.model.AgentHealth;
import nomadops.client.model.AgentMetrics;
import nomadops.client.model.AgentSelf;

/// The agent that we are connected to: `/v1/agent/...` and `/v1/metrics`.
@SuppressWarnings("DoNotCallSuggester")
public final class Agent {

  public AgentSelf self() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// An unwell agent answers 500 with the same body; that is a value here, too.
  public AgentHealth health() {
    throw new UnsupportedOperationException("not built yet");
  }

  public AgentMetrics metrics() {
    throw new UnsupportedOperationException("not built yet");
  }
}
