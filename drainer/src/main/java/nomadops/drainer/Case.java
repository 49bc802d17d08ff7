package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.NodeFacts;

/// One instance under way: what is known of it, and who waits for its end. For many threads.
final class Case {
  private static final Object NEWS = new Object();

  private final InstanceId instance;
  private final Instant since;
  private final List<Errand> waiting = new ArrayList<>();
  private final List<Errand> unsafe = new ArrayList<>();
  private final BlockingQueue<Object> news = new ArrayBlockingQueue<>(1);
  private Doomed doomed;
  private Optional<DrainDecision> last = Optional.empty();
  private long seenIndex = -1;
  private Batch batch = Batch.NONE;
  private boolean cordoned;
  private boolean closed;

  Case(Doomed doomed) {
    this.instance = doomed.instance();
    this.since = doomed.since();
    this.doomed = doomed;
  }

  InstanceId instance() {
    return instance;
  }

  Instant since() {
    return since;
  }

  synchronized Doomed doomed() {
    return doomed;
  }

  synchronized Optional<DrainDecision> last() {
    return last;
  }

  /// One more notice, or a known one whose message came once more.
  ///
  /// @return false when the case is closed already, and a new one is needed
  synchronized boolean add(Notice notice, Errand errand) {
    if (closed) {
      return false;
    }
    doomed = doomed.with(notice);
    waiting.add(errand);
    unsafe.add(errand);
    wake();
    return true;
  }

  /// What a step has learned, laid over the notices that came meanwhile.
  synchronized void learned(Doomed next, DrainDecision decision) {
    Doomed merged = next;
    for (Notice notice : doomed.notices().values()) {
      merged = merged.with(notice);
    }
    doomed = merged;
    last = Optional.of(decision);
  }

  /// Something was asked for about one of its allocations.
  synchronized void asked(String alloc) {
    doomed = doomed.asked(alloc);
  }

  /// One of its allocations was told to run elsewhere.
  synchronized void moved(String alloc) {
    doomed = doomed.moved(alloc);
  }

  /// It was received with these.
  synchronized void isOf(Batch together) {
    batch = together;
  }

  synchronized Batch batch() {
    return batch;
  }

  /// It is past the cordon, or there is none to wait for.
  ///
  /// @return true the first time
  synchronized boolean cordoned() {
    boolean first = !cordoned;
    cordoned = true;
    return first;
  }

  /// Nomad remembers it now.
  void safe() {
    List<Errand> told;
    synchronized (this) {
      told = List.copyOf(unsafe);
      unsafe.clear();
    }
    told.forEach(Errand::safe);
  }

  /// What was read; older news of a node are no news.
  synchronized void saw(List<NodeFacts> nodes) {
    seenIndex = nodes.stream().mapToLong(NodeFacts::modifyIndex).max().orElse(-1);
  }

  /// A node of it was written to, with this index.
  void wake(long nodeIndex) {
    boolean fresh;
    synchronized (this) {
      fresh = nodeIndex > seenIndex;
    }
    if (fresh) {
      wake();
    }
  }

  /// Whatever has changed so far is about to be seen.
  void forgetNews() {
    news.clear();
  }

  /// Something changed: look at once.
  void wake() {
    boolean _ = news.offer(NEWS);
  }

  /// Waits for news, at most so long.
  ///
  /// @return whether any came
  boolean await(Duration atMost) throws InterruptedException {
    return news.poll(atMost.toNanos(), TimeUnit.NANOSECONDS) != null;
  }

  /// The end: nothing can be added any more, unless a notice came since the step began.
  ///
  /// @return those who wait; empty if there is news to be looked at first
  Optional<List<Errand>> close(Doomed seen) {
    List<Errand> told;
    synchronized (this) {
      if (!doomed.notices().equals(seen.notices())) {
        return Optional.empty();
      }
      closed = true;
      told = List.copyOf(waiting);
    }
    safe();
    return Optional.of(told);
  }
}
