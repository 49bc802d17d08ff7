package nomadops.gc.gather;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nomadops.client.NomadClient;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.gc.archive.ArchivedJob;
import nomadops.gc.archive.RowMark;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.FreshJob;
import nomadops.gc.purge.Safekeeping;
import nomadops.runtime.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps jobs batch by batch, for whoever deletes in batches: reads several at once, commits them
/// together, and says which are safe. What was not read is not safe, and is left alone.
public final class BatchArchive implements Safekeeping, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchArchive.class);
  private static final int AT_ONCE = 16;

  private final PatientGatherer gatherer;
  private final ArchiveDatabase archive;
  private final Committed committed;
  private final InstantSource clock;
  private final ConcurrentLinkedQueue<RowMark> marks = new ConcurrentLinkedQueue<>();
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("archive-read-", 0).factory());

  public BatchArchive(
      NomadClient nomad, ArchiveDatabase archive, InstantSource clock, Ticker ticker, Pause pause) {
    this.gatherer = new PatientGatherer(new Gatherer(nomad, clock), (_, rest) -> pause.sleep(rest));
    this.archive = archive;
    this.committed = new Committed(ticker);
    this.clock = clock;
    committed.over(archive.generation());
  }

  /// Archives a batch, and what became of earlier ones.
  ///
  /// @return those that are in the archive now
  /// @throws Failure when it cannot be written
  @Override
  public List<Candidate> keep(List<Candidate> batch) throws InterruptedException {
    List<Candidate> kept = new ArrayList<>();
    List<ArchivedJob> jobs = new ArrayList<>();
    List<Gathered> read = read(batch);
    for (int i = 0; i < batch.size(); i++) {
      if (read.get(i) instanceof Gathered.Whole(var job)) {
        kept.add(batch.get(i));
        jobs.add(job);
      } else {
        LOG.warn("{} is left alone: {}", batch.get(i).job().key(), read.get(i));
      }
    }
    commit(jobs);
    return kept;
  }

  private List<Gathered> read(List<Candidate> batch) throws InterruptedException {
    List<Callable<Gathered>> asked =
        batch.stream()
            .<Callable<Gathered>>map(candidate -> () -> gatherer.gather(candidate, () -> false))
            .toList();
    List<Gathered> all = new ArrayList<>();
    for (Future<Gathered> each : readers.invokeAll(asked)) {
      try {
        all.add(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a job could not be read: " + e.getCause(), e.getCause());
      }
    }
    return all;
  }

  private void commit(List<ArchivedJob> jobs) {
    List<RowMark> told = new ArrayList<>();
    for (RowMark mark = marks.poll(); mark != null; mark = marks.poll()) {
      told.add(mark);
    }
    try {
      archive.commit(jobs, told);
    } catch (ArchiveUnavailable e) {
      marks.addAll(told);
      throw new Failure(
          "the archive cannot be written, so nothing more is deleted: " + e.getMessage(), e);
    }
    committed.over(archive.generation());
    jobs.forEach(job -> committed.add(job, archive.generation()));
  }

  @Override
  public boolean holds(Candidate candidate, FreshJob job) {
    return committed.holds(candidate, job);
  }

  /// Told to the archive with the next batch.
  @Override
  public void ended(Candidate candidate, PurgeOutcome outcome) {
    committed.forget(candidate.job().key());
    Marks.of(candidate, outcome, clock.instant()).ifPresent(marks::add);
  }

  /// Tells the archive what is left to tell; does not close it.
  @Override
  public void close() {
    readers.shutdownNow();
    try {
      commit(List.of());
    } catch (Failure e) {
      LOG.error("how the last purges went is not in the archive: {}", e.getMessage());
    }
  }
}
