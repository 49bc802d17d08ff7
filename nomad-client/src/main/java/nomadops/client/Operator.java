package nomadops.client;

import java.io.OutputStream;
import nomadops.client.model.AutopilotHealth;
import nomadops.client.model.LeadershipTransfer;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RaftConfiguration;
import nomadops.client.model.RawJson;
import nomadops.client.model.SchedulerConfiguration;
import tools.jackson.databind.JsonNode;

/// Operator endpoints. They need a management token or operator capabilities.
public final class Operator {
  private final Calls calls;

  Operator(Calls calls) {
    this.calls = calls;
  }

  /// What the scheduler may do, and whether the eval broker runs.
  public Answer<SchedulerConfiguration> schedulerConfiguration() {
    return calls.send(
        calls.get("operator.scheduler.read", "v1", "operator", "scheduler", "configuration"),
        Operator::schedulerConfiguration);
  }

  /// Writes the configuration only when it has not changed since it was read (by its
  /// `modifyIndex`).
  ///
  /// @return false when somebody else changed it first
  public boolean setSchedulerConfiguration(SchedulerConfiguration configuration) {
    return calls
        .send(
            calls
                .put("operator.scheduler.write", "v1", "operator", "scheduler", "configuration")
                .query("cas", Long.toString(configuration.modifyIndex()))
                .json(configuration.json().bytes()),
            body -> NomadJson.tree(body).path("Updated").asBoolean())
        .value();
  }

  /// The servers that Raft knows, and which one leads.
  public Answer<RaftConfiguration> raftConfiguration() {
    return calls.send(
        calls.get("operator.raft.read", "v1", "operator", "raft", "configuration"),
        RaftConfiguration.class);
  }

  /// How autopilot sees the servers. An unhealthy cluster is a value, not a fault.
  public Answer<AutopilotHealth> autopilotHealth() {
    return calls.send(
        calls.get("operator.autopilot.health", "v1", "operator", "autopilot", "health").accept(429),
        AutopilotHealth.class);
  }

  /// Has Raft's leader give its lead to this server. Answered once Raft has done it, which this
  /// agent may learn of a moment later. Needs a management token: Nomad (1.7 to 2.0) asks for no
  /// capability here, so operator:write is not enough.
  ///
  /// @param server its Raft id, see [RaftConfiguration.Server#id()]
  public LeadershipTransfer transferLeadership(String server) {
    return calls
        .send(
            calls
                .put("operator.raft.transfer", "v1", "operator", "raft", "transfer-leadership")
                .query("id", server),
            LeadershipTransfer.class)
        .value();
  }

  /// Streams a Raft snapshot of the leader's state into `sink`, and checks it against the digest
  /// that the server sends. Does not close `sink`; on any fault what it holds is to be thrown away.
  ///
  /// @throws java.io.UncheckedIOException when `sink` cannot be written
  public SnapshotReceipt saveSnapshot(OutputStream sink) {
    return saveSnapshot(false, sink);
  }

  /// The same, if `stale` of whichever server is asked, even one that knows no leader: what it
  /// holds may be old. Needs a management token, or from Nomad 1.11.3 on `operator:write` or the
  /// operator capability `snapshot-save`.
  ///
  /// @throws java.io.UncheckedIOException when `sink` cannot be written
  public SnapshotReceipt saveSnapshot(boolean stale, OutputStream sink) {
    return new Snapshot(calls).save(stale, sink);
  }

  private static SchedulerConfiguration schedulerConfiguration(byte[] body) {
    JsonNode config = NomadJson.tree(body).path("SchedulerConfig");
    return SchedulerConfiguration.of(RawJson.of(config.toString()));
  }
}
