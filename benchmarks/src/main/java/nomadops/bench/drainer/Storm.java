package nomadops.bench.drainer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Terminates instances at once: the lifecycle actions begin, and their notices are in the queue,
/// in all shapes and any order; every tenth action is told twice. They are sent beforehand, to be
/// received a little later: what sending costs this machine is not the drainer's.
final class Storm {
  private static final int SENDERS = 4;
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final int TOLD_TWICE = 10;

  private record Outgoing(Termination termination, Notices shape) {}

  private final TerminationQueue queue;
  private final LifecycleActions actions;

  Storm(TerminationQueue queue, LifecycleActions actions) {
    this.queue = queue;
    this.actions = actions;
  }

  /// Sends everything, and returns when the first of it can be received.
  ///
  /// @return when the first notice of each instance could be received
  Map<String, Instant> send(List<Termination> terminations)
      throws IOException, InterruptedException {
    List<Outgoing> outgoing = outgoing(terminations);
    Map<String, Instant> sent = new ConcurrentHashMap<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Callable<Void>> batches = new ArrayList<>();
      for (int from = 0; from < outgoing.size(); from += TerminationQueue.BATCH) {
        int to = Math.min(outgoing.size(), from + TerminationQueue.BATCH);
        List<Outgoing> batch = outgoing.subList(from, to);
        batches.add(() -> {
          send(batch, sent);
          return null;
        });
      }
      for (Future<Void> one : senders.invokeAll(batches)) {
        Void _ = one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a batch of notices could not be sent", e.getCause());
    }
    Instant first = sent.values().stream().min(Instant::compareTo).orElseThrow();
    Thread.sleep(Duration.between(Instant.now(), first));
    return sent;
  }

  private static List<Outgoing> outgoing(List<Termination> terminations) {
    Notices[] shapes = Notices.values();
    List<Outgoing> outgoing = new ArrayList<>();
    for (int i = 0; i < terminations.size(); i++) {
      outgoing.add(new Outgoing(terminations.get(i), shapes[i % shapes.length]));
      if (i % TOLD_TWICE == 0) {
        outgoing.add(new Outgoing(terminations.get(i), shapes[(i + 1) % shapes.length]));
      }
    }
    Collections.shuffle(outgoing, new Random(1));
    return outgoing;
  }

  private void send(List<Outgoing> batch, Map<String, Instant> sent)
      throws IOException, InterruptedException {
    Instant at = Instant.now().plus(DELAY);
    List<String> bodies = new ArrayList<>();
    for (Outgoing one : batch) {
      Termination termination = one.termination();
      if (sent.putIfAbsent(termination.instance(), at) == null) {
        actions.begin(termination.instance(), termination.token(), at);
      }
      bodies.add(one.shape().of(termination, at));
    }
    queue.send(bodies, DELAY);
  }
}
