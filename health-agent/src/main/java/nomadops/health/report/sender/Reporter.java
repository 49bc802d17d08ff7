package nomadops.health.report.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.agent.Courses;
import nomadops.health.report.ReportJson;
import nomadops.health.report.secret.Secrets;
import org.jspecify.annotations.Nullable;

/// Tells every controller how this client is, again and again: each in a thread of its own, so that
/// one that hangs delays no other. Nothing is repeated, as the next report says more.
public final class Reporter {
  /// No pause is longer, so that to stop takes no longer.
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final List<Destination> to;
  private final Rhythm rhythm;
  private final OwnNode node;
  private final Courses courses;
  private final Supplier<Secrets> secrets;
  private final ReportMeters meters;
  private final Time time;

  /// How often.
  ///
  /// @param every from the start of one report to the start of the next
  /// @param deadline of one post, the answer included
  public record Rhythm(Duration every, Duration deadline) {}

  /// Time and chance, as inputs.
  ///
  /// @param ticker the one that the courses are counted by
  public record Time(InstantSource wall, Ticker ticker, Pause pause, RandomGenerator random) {}

  public Reporter(
      List<Destination> to,
      Rhythm rhythm,
      OwnNode node,
      Courses courses,
      Supplier<Secrets> secrets,
      ReportMeters meters,
      Time time) {
    this.to = List.copyOf(to);
    this.rhythm = rhythm;
    this.node = node;
    this.courses = courses;
    this.secrets = secrets;
    this.meters = meters;
    this.time = time;
  }

  /// What no loop should have thrown; it ends them all: a client that reports no more must not look
  /// well here.
  private final AtomicReference<@Nullable RuntimeException> bug = new AtomicReference<>();

  private interface Loop {
    void run() throws InterruptedException;
  }

  /// Reports until told to stop, or interrupted. A bug in one of its threads ends it.
  ///
  /// @param stop asked often, by one thread
  public void run(BooleanSupplier stop) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    all.add(start("own-node", () -> node.keepAsking(time.pause())));
    for (Destination one : to) {
      // A fleet that is started together does not report together for ever.
      long first = (long) (rhythm.every().toNanos() * time.random().nextDouble() / 2);
      all.add(start("report-to-" + one.name(), () -> keepTelling(one, first)));
    }
    try {
      while (!stop.getAsBoolean()) {
        RuntimeException fault = bug.get();
        if (fault != null) {
          throw fault;
        }
        time.pause().sleep(GLANCE);
      }
    } finally {
      all.forEach(Thread::interrupt);
      for (Thread thread : all) {
        thread.join();
      }
    }
  }

  private Thread start(String name, Loop loop) {
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            loop.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            bug.set(e);
          }
        });
  }

  private void keepTelling(Destination one, long first) throws InterruptedException {
    Post post = new Post(one, rhythm.deadline(), secrets, time.wall());
    Row row = new Row(one);
    time.pause().sleep(Duration.ofNanos(first));
    while (!Thread.currentThread().isInterrupted()) {
      long began = time.ticker().nanos();
      tell(one, post, row);
      long next = began + rhythm.every().toNanos();
      time.pause().sleep(Duration.ofNanos(Math.max(0, next - time.ticker().nanos())));
    }
  }

  private void tell(Destination one, Post post, Row row) throws InterruptedException {
    String id = node.id().orElse("");
    if (id.isEmpty()) {
      meters.ended(one, Result.NO_NODE_ID);
      return;
    }
    Post.Sent sent = post.send(document(id));
    meters.ended(one, sent.result());
    row.ended(sent);
  }

  private byte[] document(String id) {
    Instant now = time.wall().instant();
    return ReportJson.write(id, now, Snapshot.of(courses.beliefs(), time.ticker().nanos(), now));
  }
}
