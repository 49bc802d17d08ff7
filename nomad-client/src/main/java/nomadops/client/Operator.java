package nomadops.client;

import java.io.OutputStream;
import nomadops.client.model.AutopilotHealth;
import nomadops.client.model.RaftConfiguration;
import nomadops.client.model.SchedulerConfiguration;

/// Operator endpoints. They need a management token or operator capabilities.
@SuppressWarnings("DoNotCallSuggester")
public final class Operator {

  public Answer<SchedulerConfiguration> schedulerConfiguration() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Writes the configuration only when it has not changed since it was read (by its
  /// `modifyIndex`).
  ///
  /// @return false when somebody else changed it first
  public boolean setSchedulerConfiguration(SchedulerConfiguration configuration) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<RaftConfiguration> raftConfiguration() {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<AutopilotHealth> autopilotHealth() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Streams a Raft snapshot of the leader's state into `sink`, and checks it against the digest
  /// that the server sends.
  public SnapshotReceipt saveSnapshot(OutputStream sink) {
    throw new UnsupportedOperationException("not built yet");
  }
}
