package nomadops.client.model;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An agent's configuration and state, `/v1/agent/self`. The useful parts have names;
/// [#text(String...)] reaches the rest.
public final class AgentSelf {
  private final JsonNode tree;

  private AgentSelf(JsonNode tree) {
    this.tree = tree;
  }

  /// Reads the whole answer.
  ///
  /// @throws IllegalArgumentException when it is not a JSON object
  public static AgentSelf of(RawJson json) {
    JsonNode tree = NomadJson.tree(json.bytes());
    if (!tree.isObject()) {
      throw new IllegalArgumentException("the agent's self is not a JSON object");
    }
    return new AgentSelf(tree);
  }

  /// For example `2.0.5`.
  public String version() {
    return text("config", "Version", "Version").orElse("");
  }

  public String region() {
    return text("config", "Region").orElse("");
  }

  public String datacenter() {
    return text("config", "Datacenter").orElse("");
  }

  /// The agent's name in gossip, for example `lab1.global`.
  public String name() {
    return text("member", "Name").orElse("");
  }

  public boolean isServer() {
    return flag("config", "Server", "Enabled");
  }

  public boolean isClient() {
    return flag("config", "Client", "Enabled");
  }

  public boolean aclEnabled() {
    return flag("config", "ACL", "Enabled");
  }

  /// True when this agent is a server and, by its own words, the Raft leader.
  public boolean isLeader() {
    return text("stats", "nomad", "leader").filter("true"::equals).isPresent();
  }

  /// A server setting as it was written, for example `JobGCThreshold`; empty when it is left at its
  /// default.
  public Optional<String> serverSetting(String name) {
    return text("config", "Server", name).filter(value -> !value.isEmpty());
  }

  /// The scalar at a path, as text; empty when there is none.
  public Optional<String> text(String... path) {
    JsonNode node = tree;
    for (String step : List.of(path)) {
      node = node.path(step);
    }
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
  }

  public RawJson json() {
    return RawJson.of(tree.toString());
  }

  private boolean flag(String... path) {
    return text(path).filter("true"::equals).isPresent();
  }

  @Override
  public String toString() {
    return "AgentSelf[" + name() + " " + version() + "]";
  }
}
