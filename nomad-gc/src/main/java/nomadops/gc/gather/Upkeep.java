package nomadops.gc.gather;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Job;
import nomadops.client.time.Pause;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchiveDatabase.Unsettled;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.gc.archive.RowMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an archive needs now and then: rows leave by age, in small batches; and where a process
/// ended between the commit and the news of its purge, Nomad is asked what became of the job.
///
/// Only a leader does it. A row is left alone for [#SETTLED] after its commit, which is longer than
/// any replica believes in a commit ([Committed#FRESH]): nobody deletes a job on the strength of a
/// row that is removed here.
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration TURN = Duration.ofSeconds(30);
  private static final Duration BREATH = Duration.ofMillis(100);
  private static final int BATCH = 500;
  private static final int ASKED = 50;
  static final Duration SETTLED = Committed.FRESH.multipliedBy(3);

  private final ArchiveDatabase archive;
  private final Committed committed;
  private final NomadClient nomad;
  private final Duration keepFor;
  private final BooleanSupplier mayAct;
  private final ArchiveMeters meters;
  private final InstantSource clock;
  private final Pause pause;
  private volatile ArchiveDatabase.Extent extent = new ArchiveDatabase.Extent(0, Optional.empty());

  Upkeep(
      ArchiveDatabase archive,
      Committed committed,
      NomadClient nomad,
      Duration keepFor,
      BooleanSupplier mayAct,
      ArchiveMeters meters,
      InstantSource clock,
      Pause pause) {
    this.archive = archive;
    this.committed = committed;
    this.nomad = nomad;
    this.keepFor = keepFor;
    this.mayAct = mayAct;
    this.meters = meters;
    this.clock = clock;
    this.pause = pause;
  }

  /// Size and oldest row, as of the last turn.
  ArchiveDatabase.Extent extent() {
    return extent;
  }

  void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      try {
        if (mayAct.getAsBoolean()) {
          expire(stop);
          settle();
        }
        extent = archive.extent();
      } catch (ArchiveUnavailable | NomadFault e) {
        LOG.debug("the upkeep of the archive waits: {}", e.getMessage());
      }
      pause.sleep(TURN);
    }
  }

  void expire(BooleanSupplier stop) throws InterruptedException {
    Instant before = clock.instant().minus(keepFor);
    int went = BATCH;
    while (went == BATCH && !stop.getAsBoolean() && mayAct.getAsBoolean()) {
      went = archive.prune(before, BATCH);
      meters.expired(went);
      pause.sleep(BREATH);
    }
  }

  void settle() {
    List<RowMark> marks = new ArrayList<>();
    for (Unsettled row : archive.unsettled(clock.instant().minus(SETTLED), ASKED)) {
      if (!committed.knows(row.version().job()) && mayAct.getAsBoolean()) {
        marks.add(settled(row));
      }
    }
    if (!marks.isEmpty()) {
      archive.commit(List.of(), marks);
    }
  }

  /// A job that is there was not purged; one that was made anew under the same id was.
  private RowMark settled(Unsettled row) {
    Optional<Job> job = nomad.jobs().read(row.version().job()).value();
    boolean there = job.filter(found -> found.createIndex() == row.createIndex()).isPresent();
    return there
        ? new RowMark.Kept(row.version())
        : new RowMark.Gone(row.version(), clock.instant());
  }
}
