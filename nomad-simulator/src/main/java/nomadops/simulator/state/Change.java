package nomadops.simulator.state;

import java.util.List;

/// Something that a transaction changed, as the event stream will tell it. `group` separates what
/// one Raft entry commits in steps: each step is a line of its own on the stream, with the same
/// index.
public sealed interface Change {
  int group();

  record Job(int group, JobRow row, boolean deleted) implements Change {}

  record Eval(int group, EvalRow row) implements Change {}

  record Alloc(int group, AllocRow row) implements Change {}

  record Node(int group, NodeRow row) implements Change {}

  record Deployment(int group, DeploymentRow row) implements Change {}

  /// Everything that one Raft entry changed; `type` is the name of its events (empty: it makes
  /// none).
  record Commit(long index, String type, List<Change> changes, State state) {}
}
