package nomadops.drainer.drain;

import java.util.Set;
import nomadops.drainer.notice.InstanceId;

/// Hears of nodes: that they register (an instance may be doomed before its node is there), change,
/// and come back.
@FunctionalInterface
public interface NodeListener {
  NodeListener NONE = (_, _) -> {};

  /// A node registered, registered again, or was found by a list for the first time; also those
  /// that were there at the start. Called by the thread that follows the cluster: it must not wait.
  void registered(InstanceId instance, String nodeId);

  /// Something about a node of this instance changed, or an allocation on it ended. By the same
  /// thread.
  default void changed(InstanceId instance) {}

  /// A node of this instance was written to. By the same thread.
  ///
  /// @param modifyIndex of the node since then
  default void written(InstanceId instance, long modifyIndex) {
    changed(instance);
  }

  /// A node of this instance was down, and is ready again. By the same thread.
  default void returned(InstanceId instance) {}

  /// All nodes have been listed and read for the first time; these instances they are. By the
  /// thread that lists them: it must not wait.
  default void listed(Set<InstanceId> instances) {}

  /// Whether it wants to know of allocations that end.
  default boolean isBusy() {
    return false;
  }
}
