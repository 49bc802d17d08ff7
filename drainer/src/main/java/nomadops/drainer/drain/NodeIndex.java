package nomadops.drainer.drain;

import java.util.ArrayList;
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
  private final Map<String, Heard> heard = new HashMap<>();
  private final Map<String, Mark> marks = new HashMap<>();
  private final Set<String> down = new HashSet<>();

  /// We made a node ineligible.
  ///
  /// @param index of that write: a node that is told of with it, or with a later one, is told of as
  ///   it was after the write
  /// @param at when Nomad had answered, in a ticker's nanoseconds
  private record Mark(long index, long at) {}

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
  synchronized boolean heard(Optional<Heard> told) {
    if (told.isEmpty()) {
      return false;
    }
    NodeFacts node = told.get().facts();
    Heard before = heard.get(node.id());
    if (before != null && node.modifyIndex() < before.facts().modifyIndex()) {
      return false;
    }
    heard.put(node.id(), told.get());
    if (node.isDown()) {
      down.add(node.id());
    }
    return node.status().equals("ready") && down.remove(node.id());
  }

  /// The nodes of an instance, as they were last heard of.
  synchronized List<NodeFacts> heardOf(InstanceId instance) {
    return of(instance).stream()
        .map(heard::get)
        .filter(Objects::nonNull)
        .map(Heard::facts)
        .toList();
  }

  /// We made a node ineligible, by a write of this index.
  synchronized void marked(String nodeId, long index, long at) {
    marks.put(nodeId, new Mark(index, at));
  }

  /// Events were missed: what was heard last may be older than our writes.
  synchronized void forgetMarks() {
    marks.clear();
  }

  /// The nodes of an instance as they were after we marked them; empty when one of them was not
  /// marked since `since`, or has not been heard of since its mark.
  synchronized Optional<List<NodeFacts>> sinceMarked(InstanceId instance, long since) {
    List<NodeFacts> known = new ArrayList<>();
    for (String nodeId : of(instance)) {
      Heard last = heard.get(nodeId);
      if (last == null || !(last.facts().isDown() || isSinceMark(last, since))) {
        return Optional.empty();
      }
      known.add(last.facts());
    }
    return known.isEmpty() ? Optional.empty() : Optional.of(known);
  }

  /// How the drain of a node stood after we marked it, once.
  synchronized Optional<DrainState> drainSinceMarked(String nodeId, long since) {
    Optional<DrainState> known =
        Optional.ofNullable(heard.get(nodeId))
            .filter(last -> isSinceMark(last, since))
            .map(Heard::drain);
    marks.remove(nodeId);
    return known;
  }

  private boolean isSinceMark(Heard last, long since) {
    Mark mark = marks.get(last.facts().id());
    return mark != null && mark.at() - since >= 0 && last.facts().modifyIndex() >= mark.index();
  }

  /// A node was eligible when it was last heard of.
  synchronized boolean takesWork(String nodeId) {
    Heard last = heard.get(nodeId);
    return last != null && last.facts().eligible();
  }

  /// The instance that a node is.
  synchronized Optional<InstanceId> instanceOf(String nodeId) {
    return byNode.getOrDefault(nodeId, Optional.empty());
  }

  synchronized void remove(String nodeId) {
    heard.remove(nodeId);
    marks.remove(nodeId);
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

  synchronized Set<InstanceId> instances() {
    return Set.copyOf(byInstance.keySet());
  }

  synchronized Set<String> nodes() {
    return Set.copyOf(byNode.keySet());
  }

  synchronized int size() {
    return byNode.size();
  }
}
