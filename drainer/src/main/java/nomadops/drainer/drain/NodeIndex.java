package nomadops.drainer.drain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.NodeFacts;

/// Which node an instance is. Only a hint: whoever acts on it reads the node and looks again. For
/// many threads.
final class NodeIndex {
  private final Map<String, Optional<InstanceId>> byNode = new HashMap<>();
  private final Map<InstanceId, Set<String>> byInstance = new HashMap<>();
  private final Map<String, NodeFacts> heard = new HashMap<>();
  private final Set<String> down = new HashSet<>();

  /// What a node says now.
  ///
  /// @return true when it was not known under this instance
  synchronized boolean put(String nodeId, Optional<InstanceId> instance) {
    Optional<InstanceId> before = byNode.put(nodeId, instance);
    if (instance.equals(before)) {
      return false;
    }
    if (before != null) {
      before.ifPresent(former -> detach(nodeId, former));
    }
    instance.ifPresent(now -> byInstance.computeIfAbsent(now, _ -> new HashSet<>()).add(nodeId));
    return true;
  }

  /// How a node was when it was last heard of; an older telling changes nothing.
  ///
  /// @param told empty for a node that is no instance
  ///
  /// @return true when it was down, and is ready now
  synchronized boolean heard(Optional<NodeFacts> told) {
    if (told.isEmpty()) {
      return false;
    }
    NodeFacts node = told.get();
    NodeFacts before = heard.get(node.id());
    if (before != null && node.modifyIndex() < before.modifyIndex()) {
      return false;
    }
    heard.put(node.id(), node);
    if (node.isDown()) {
      down.add(node.id());
    }
    return node.status().equals("ready") && down.remove(node.id());
  }

  /// The nodes of an instance, as they were last heard of.
  synchronized List<NodeFacts> heardOf(InstanceId instance) {
    return of(instance).stream().map(heard::get).filter(Objects::nonNull).toList();
  }

  /// A node was eligible when it was last heard of.
  synchronized boolean takesWork(String nodeId) {
    NodeFacts last = heard.get(nodeId);
    return last != null && last.eligible();
  }

  /// The instance that a node is.
  synchronized Optional<InstanceId> instanceOf(String nodeId) {
    return byNode.getOrDefault(nodeId, Optional.empty());
  }

  synchronized void remove(String nodeId) {
    heard.remove(nodeId);
    down.remove(nodeId);
    Optional<InstanceId> before = byNode.remove(nodeId);
    if (before != null) {
      before.ifPresent(former -> detach(nodeId, former));
    }
  }

  private void detach(String nodeId, InstanceId instance) {
    Set<String> nodes = byInstance.get(instance);
    if (nodes != null && nodes.remove(nodeId) && nodes.isEmpty()) {
      byInstance.remove(instance);
    }
  }

  /// In the order of their ids.
  synchronized Set<String> of(InstanceId instance) {
    return new TreeSet<>(byInstance.getOrDefault(instance, Set.of()));
  }

  synchronized Set<String> nodes() {
    return Set.copyOf(byNode.keySet());
  }

  synchronized int size() {
    return byNode.size();
  }
}
