package nomadops.gc.purge;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import nomadops.client.model.Evaluation;

/// Which of our deregister evaluations have ended, as the event stream tells: no request of its
/// own, and known a moment after the fact. Where the stream is silent, the caller asks Nomad; when
/// that shows that the stream missed an end, it is not trusted with that namespace any more until
/// it tells of it again, or is opened anew. A subscription to all namespaces is fixed when it opens
/// (Nomad 2.0.5), so that is what a namespace made later looks like.
///
/// The event may come before the answer to the DELETE that made the evaluation, so ends are
/// remembered for a while. For many threads; memory is bounded.
public final class FinishedEvals {
  private static final int REMEMBERED = 4096;

  private final Map<String, CompletableFuture<Boolean>> waiting = new HashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private final Set<String> unheard = new HashSet<>();
  private boolean following;
  private volatile Consumer<String> onMissed = _ -> {};

  /// The stream told of an evaluation.
  public synchronized void saw(Evaluation eval) {
    if (!eval.isTerminal() || !eval.triggeredBy().equals("job-deregister")) {
      return;
    }
    unheard.remove(eval.namespace());
    CompletableFuture<Boolean> waiter = waiting.remove(eval.id());
    if (waiter != null) {
      waiter.complete(true);
      return;
    }
    ended.add(eval.id());
    if (ended.size() > REMEMBERED) {
      ended.remove(ended.iterator().next());
    }
  }

  /// The stream is followed from now on, or what it told has a gap: whoever waits asks Nomad.
  public synchronized void following(boolean now) {
    following = now;
    unheard.clear();
    waiting.values().forEach(waiter -> waiter.complete(false));
    waiting.clear();
  }

  /// Calls with each namespace that the stream turns out not to tell of.
  public void onMissed(Consumer<String> call) {
    onMissed = call;
  }

  /// Nomad says that an evaluation of this namespace ended, and the stream did not.
  void missed(String namespace) {
    boolean news;
    synchronized (this) {
      news = following && unheard.add(namespace);
    }
    if (news) {
      onMissed.accept(namespace);
    }
  }

  /// Whether the stream tells of this namespace.
  synchronized boolean hears(String namespace) {
    return following && !unheard.contains(namespace);
  }

  /// Waits until the stream tells that this evaluation has ended.
  ///
  /// @return false when the stream cannot tell, or does not within `atMost`
  boolean await(String evalId, Duration atMost) throws InterruptedException {
    CompletableFuture<Boolean> news;
    synchronized (this) {
      if (ended.remove(evalId)) {
        return true;
      }
      if (!following) {
        return false;
      }
      news = waiting.computeIfAbsent(evalId, _ -> new CompletableFuture<>());
    }
    try {
      return news.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      synchronized (this) {
        waiting.remove(evalId, news);
      }
    }
  }
}
