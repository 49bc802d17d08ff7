package nomadops.drainer.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// A group that answers as a test says, and counts.
final class FakeHooks implements Hooks {
  final AtomicInteger beats = new AtomicInteger();
  final AtomicInteger completions = new AtomicInteger();
  final AtomicInteger asked = new AtomicInteger();
  final Map<HookRef, Integer> beatsOf = new ConcurrentHashMap<>();
  volatile HookTerms.Answer terms = new HookTerms.Answer.Failed("not told");
  volatile Function<Integer, HookAnswer> beatAnswer = _ -> new HookAnswer.Done();
  volatile Function<Integer, HookAnswer> completionAnswer = _ -> new HookAnswer.Done();
  volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final List<Integer> crowds = new ArrayList<>();

  @Override
  public HookTerms.Answer terms(HookRef hook) {
    asked.incrementAndGet();
    return terms;
  }

  @Override
  public HookAnswer heartbeat(HookRef hook, InstanceId instance) {
    enter();
    try {
      beatsOf.merge(hook, 1, Integer::sum);
      return beatAnswer.apply(beats.incrementAndGet());
    } finally {
      inFlight.decrementAndGet();
    }
  }

  @Override
  public HookAnswer complete(HookRef hook, InstanceId instance, HookResult result) {
    enter();
    try {
      return completionAnswer.apply(completions.incrementAndGet());
    } finally {
      inFlight.decrementAndGet();
    }
  }

  int mostInFlight() {
    synchronized (crowds) {
      return crowds.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
  }

  private void enter() {
    synchronized (crowds) {
      crowds.add(inFlight.incrementAndGet());
    }
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
