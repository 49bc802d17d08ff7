package nomadops.gc.gather;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.gc.archive.ArchivedJob;
import nomadops.gc.archive.RowMark;
import nomadops.gc.purge.Candidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits many jobs at once, and hands each to the purger only after its commit. While a commit
/// runs, the next ones gather: a slow disk makes larger commits, and not a slower purge.
///
/// A commit that fails is repeated until it succeeds; meanwhile [#writable] is false and nothing is
/// deleted. All of it may be done twice.
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final int BATCH = 128;
  private static final int MARKS = 1_000;
  private static final int ENOUGH = 128;
  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final Duration LINGER = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int LAST_TRIES = 5;

  /// A candidate whose documents are in memory.
  record Entry(Candidate candidate, ArchivedJob job) {}

  private final BlockingQueue<Entry> gathered = new ArrayBlockingQueue<>(BATCH);
  private final ConcurrentLinkedQueue<RowMark> marks = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Candidate> ready;
  private final ArchiveDatabase archive;
  private final Committed committed;
  private final ArchiveMeters meters;
  private final Ticker ticker;
  private final Pause pause;
  private final AtomicLong failures = new AtomicLong();
  private volatile String fault = "";

  Committer(
      BlockingQueue<Candidate> ready,
      ArchiveDatabase archive,
      Committed committed,
      ArchiveMeters meters,
      Ticker ticker,
      Pause pause) {
    this.ready = ready;
    this.archive = archive;
    this.committed = committed;
    this.meters = meters;
    this.ticker = ticker;
    this.pause = pause;
    committed.over(archive.generation());
  }

  /// Waits while the batch is full.
  void add(Candidate candidate, ArchivedJob job) throws InterruptedException {
    gathered.put(new Entry(candidate, job));
  }

  void mark(RowMark mark) {
    marks.add(mark);
  }

  boolean writable() {
    return fault.isEmpty();
  }

  /// Why it is not writable; empty while it is.
  String fault() {
    return fault;
  }

  long failures() {
    return failures.get();
  }

  /// Commits until told to stop, or interrupted; then the marks that are left.
  void run(BooleanSupplier stop) throws InterruptedException {
    List<Entry> batch = new ArrayList<>();
    List<RowMark> told = new ArrayList<>();
    try {
      while (!stop.getAsBoolean()) {
        take(batch, told);
        if (!batch.isEmpty() || !told.isEmpty()) {
          commit(batch, told, stop);
        }
        batch.clear();
        told.clear();
      }
    } finally {
      lastMarks(told);
    }
  }

  /// Only as many jobs as the purger has room for, so that handing them over never waits.
  private void take(List<Entry> batch, List<RowMark> told) throws InterruptedException {
    int room = Math.min(BATCH, ready.remainingCapacity());
    Entry first = room == 0 ? null : gathered.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      pause.sleep(room == 0 ? GLANCE : Duration.ZERO);
    } else {
      batch.add(first);
      if (ready.size() > ENOUGH) {
        // The purger has enough to do: a larger commit costs each job less.
        pause.sleep(LINGER);
      }
      gathered.drainTo(batch, room - 1);
    }
    takeMarks(told);
  }

  private void takeMarks(List<RowMark> told) {
    for (RowMark mark = marks.poll(); mark != null; mark = marks.poll()) {
      told.add(mark);
      if (told.size() == MARKS) {
        return;
      }
    }
  }

  private void commit(List<Entry> batch, List<RowMark> told, BooleanSupplier stop)
      throws InterruptedException {
    for (int attempt = 0; !stop.getAsBoolean(); attempt++) {
      if (tried(batch, told)) {
        long connection = archive.generation();
        for (Entry entry : batch) {
          committed.add(entry.job(), connection);
          ready.add(entry.candidate());
        }
        return;
      }
      pause.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 4)));
    }
  }

  private boolean tried(List<Entry> batch, List<RowMark> told) {
    long from = ticker.nanos();
    try {
      archive.commit(batch.stream().map(Entry::job).toList(), told);
    } catch (ArchiveUnavailable e) {
      failed(e);
      return false;
    }
    committed.over(archive.generation());
    long purged = told.stream().filter(RowMark.Purged.class::isInstance).count();
    meters.committed(batch.size(), (int) purged, Duration.ofNanos(ticker.nanos() - from));
    if (!fault.isEmpty()) {
      fault = "";
      LOG.info("the archive takes commits again");
    }
    return true;
  }

  private void failed(ArchiveUnavailable e) {
    String why = String.valueOf(e.getMessage());
    if (!fault.equals(why)) {
      LOG.error("nothing is deleted until the archive can be written: {}", why);
    }
    fault = why;
    failures.incrementAndGet();
    meters.failed();
  }

  /// The process ends: how the last purges went is told now, or found out by the next run.
  private void lastMarks(List<RowMark> told) {
    boolean interrupted = Thread.interrupted();
    try {
      takeMarks(told);
      for (int tries = 0; !told.isEmpty() && tries < LAST_TRIES; tries++) {
        if (tried(List.of(), told)) {
          told.clear();
          takeMarks(told);
          tries = 0;
        } else {
          pause.sleep(FIRST_PAUSE);
        }
      }
    } catch (InterruptedException _) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
