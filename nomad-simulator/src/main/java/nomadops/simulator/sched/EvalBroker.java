package nomadops.simulator.sched;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import nomadops.simulator.state.EvalRow;
import org.jspecify.annotations.Nullable;

/// The leader's queues: for each scheduler type a heap by priority, first come first served within
/// one; at most one evaluation of a job at a time, the others pending. When several types have work
/// of the same top priority, one is picked at random. Guarded by itself.
public final class EvalBroker {
  private static final Comparator<EvalRow> READY =
      Comparator.comparingInt((EvalRow e) -> -e.priority())
          .thenComparingLong(EvalRow::createIndex)
          .thenComparing(EvalRow::id);
  private static final Comparator<EvalRow> NEWEST =
      Comparator.comparingInt((EvalRow e) -> -e.priority())
          .thenComparingLong(e -> -e.modifyIndex());
  private final Map<String, PriorityQueue<EvalRow>> ready = new TreeMap<>();
  private final Map<String, PriorityQueue<EvalRow>> pending = new HashMap<>();
  private final Map<String, String> outstanding = new HashMap<>();
  private final Map<String, EvalRow> unacked = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final RandomGenerator random;
  private boolean enabled = true;

  public EvalBroker(RandomGenerator random) {
    this.random = random;
  }

  public synchronized boolean enabled() {
    return enabled;
  }

  /// Disabling forgets everything: the state remembers what is pending.
  public synchronized void enable(boolean on) {
    enabled = on;
    ready.clear();
    pending.clear();
    outstanding.clear();
    unacked.clear();
    known.clear();
  }

  public synchronized void enqueue(EvalRow eval) {
    if (enabled && known.add(eval.id())) {
      admit(eval);
    }
  }

  private void admit(EvalRow eval) {
    String holder = outstanding.putIfAbsent(eval.jobKey(), eval.id());
    if (holder != null && !holder.equals(eval.id())) {
      pending.computeIfAbsent(eval.jobKey(), k -> new PriorityQueue<>(NEWEST)).add(eval);
      return;
    }
    ready.computeIfAbsent(eval.type(), k -> new PriorityQueue<>(READY)).add(eval);
  }

  public synchronized @Nullable EvalRow dequeue() {
    List<PriorityQueue<EvalRow>> eligible = new ArrayList<>();
    int top = Integer.MIN_VALUE;
    for (PriorityQueue<EvalRow> queue : ready.values()) {
      EvalRow head = queue.peek();
      if (head == null || head.priority() < top) {
        continue;
      }
      if (head.priority() > top) {
        eligible.clear();
        top = head.priority();
      }
      eligible.add(queue);
    }
    if (eligible.isEmpty()) {
      return null;
    }
    EvalRow eval =
        eligible.get(eligible.size() == 1 ? 0 : random.nextInt(eligible.size())).remove();
    unacked.put(eval.id(), eval);
    return eval;
  }

  /// Ends an evaluation. Of those that waited for it the newest becomes ready; the others are
  /// returned, to cancel.
  public synchronized List<EvalRow> ack(EvalRow eval) {
    known.remove(eval.id());
    if (unacked.remove(eval.id()) == null) {
      return List.of();
    }
    outstanding.remove(eval.jobKey());
    PriorityQueue<EvalRow> waiting = pending.remove(eval.jobKey());
    if (waiting == null) {
      return List.of();
    }
    admit(waiting.remove());
    waiting.forEach(superseded -> known.remove(superseded.id()));
    return List.copyOf(waiting);
  }

  public synchronized int ready() {
    return ready.values().stream().mapToInt(PriorityQueue::size).sum();
  }

  public synchronized int ready(String type) {
    PriorityQueue<EvalRow> queue = ready.get(type);
    return queue == null ? 0 : queue.size();
  }

  public synchronized int unacked() {
    return unacked.size();
  }

  public synchronized int unacked(String type) {
    return (int) unacked.values().stream().filter(e -> e.type().equals(type)).count();
  }

  public synchronized int pending() {
    return pending.values().stream().mapToInt(PriorityQueue::size).sum();
  }

  /// Ready evaluations with at least this priority.
  public synchronized int readyAtLeast(int priority) {
    return (int)
        ready.values().stream()
            .flatMap(PriorityQueue::stream)
            .filter(e -> e.priority() >= priority)
            .count();
  }
}
