package nomadops.gc.gather;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nomadops.client.NomadClient;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.Keeping;
import nomadops.gc.purge.PurgeListener;
import org.jspecify.annotations.Nullable;

/// The stage between intake and purger: a few threads read candidates ahead, as many as it takes,
/// and one commits them.
///
/// It reads no further than its queues reach, and stops while the fence is lost, Nomad has no
/// leader or asks to slow down, or the archive cannot be written. A candidate that it cannot read
/// goes back to the ledger, as a failed re-check does.
public final class Archiving {
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final Duration NAP = Duration.ofMillis(20);

  /// Where it stands.
  ///
  /// @param listed due candidates come from here
  /// @param ready archived ones go here
  /// @param listener hears of attempts that end here
  /// @param mayRead false while Nomad should be left alone: no fence, no leader, token refused
  /// @param othersWork true while evaluations that are not ours are under way
  /// @param strained hears of each request that Nomad was too busy for
  /// @param forbidden hears that Nomad refused the token
  public record Surroundings(
      BlockingQueue<Candidate> listed,
      BlockingQueue<Candidate> ready,
      SharedLedger ledger,
      PurgeListener listener,
      BooleanSupplier fence,
      BooleanSupplier mayRead,
      BooleanSupplier othersWork,
      Consumer<Duration> strained,
      Runnable forbidden,
      InstantSource clock,
      Ticker ticker,
      Pause pause) {}

  private final Surroundings around;
  private final PatientGatherer gatherer;
  private final Committed committed;
  private final Committer committer;
  private final Upkeep upkeep;
  private volatile long restUntil;
  private volatile @Nullable Throwable bug;

  public Archiving(
      NomadClient nomad,
      ArchiveDatabase archive,
      Duration keepFor,
      ArchiveMeters meters,
      Surroundings around) {
    this.around = around;
    this.gatherer = new PatientGatherer(new Gatherer(nomad, around.clock()), this::rest);
    this.committed = new Committed(around.ticker());
    this.committer =
        new Committer(around.ready(), archive, committed, meters, around.ticker(), around.pause());
    this.upkeep =
        new Upkeep(
            archive,
            committed,
            nomad,
            keepFor,
            around.fence(),
            meters,
            around.clock(),
            around.pause());
    this.restUntil = around.ticker().nanos();
  }

  /// Reads and commits until told to stop or interrupted.
  public void run(BooleanSupplier stop) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Readers.MOST; i++) {
      int number = i;
      threads.add(started("archive-read-" + i, () -> gather(number, stop)));
    }
    threads.add(started("archive-upkeep", () -> upkeep.run(stop)));
    try {
      committer.run(() -> stop.getAsBoolean() || bug != null);
    } finally {
      threads.forEach(Thread::interrupt);
    }
    Throwable thrown = bug;
    if (thrown != null) {
      throw new IllegalStateException("the archive ended by a bug: " + thrown, thrown);
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private Thread started(String name, Work work) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            work.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException | Error e) {
            bug = e;
          }
        });
  }

  private void gather(int number, BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      if (!mayRead()) {
        around.pause().sleep(GLANCE);
        continue;
      }
      if (!needed(number)) {
        around.pause().sleep(NAP);
        continue;
      }
      Candidate candidate = around.listed().poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      if (candidate != null) {
        take(candidate, stop);
      }
    }
  }

  private boolean needed(int number) {
    int waiting = around.ready().size();
    int room = waiting + around.ready().remainingCapacity();
    return number < Readers.wanted(waiting, room, around.othersWork().getAsBoolean());
  }

  private boolean mayRead() {
    return around.mayRead().getAsBoolean()
        && committer.writable()
        && around.ticker().nanos() - restUntil >= 0;
  }

  /// However this ends, the candidate is either with the committer or settled.
  private void take(Candidate candidate, BooleanSupplier stop) throws InterruptedException {
    PurgeOutcome end = new PurgeOutcome.Abandoned("the process is stopping");
    boolean handedOn = false;
    try {
      switch (gatherer.gather(candidate, stop)) {
        case Gathered.Whole(var job) -> {
          committer.add(candidate, job);
          handedOn = true;
        }
        case Gathered.Over(PurgeOutcome outcome) -> end = outcome;
        case Gathered.Strained(Duration _, String why) -> end = new PurgeOutcome.Abandoned(why);
        case Gathered.Forbidden(String why) -> {
          around.forbidden().run();
          end = new PurgeOutcome.Abandoned(why);
        }
      }
    } finally {
      if (!handedOn) {
        around.ledger().settle(candidate.job().key(), end, around.clock().instant());
        around.listener().ended(candidate, end, Optional.empty());
      }
    }
  }

  /// The pause is everyone's: what Nomad is too busy for, it is not asked by the other threads.
  private void rest(Duration asked, Duration rest) throws InterruptedException {
    around.strained().accept(asked);
    restUntil = around.ticker().nanos() + rest.toNanos();
    around.pause().sleep(rest);
  }

  /// Tells the rows how their purges went.
  public PurgeListener listener() {
    return (candidate, outcome, _) -> {
      committed.forget(candidate.job().key());
      Marks.of(candidate, outcome, around.clock().instant()).ifPresent(committer::mark);
    };
  }

  /// What may be deleted.
  public Keeping keeping() {
    return committed;
  }

  /// False while commits fail.
  public boolean writable() {
    return committer.writable();
  }

  /// Why commits fail; empty while they do not.
  public String fault() {
    return committer.fault();
  }

  /// How often a commit failed.
  public long failures() {
    return committer.failures();
  }

  /// Archived jobs that wait for the purger.
  public int waiting() {
    return around.ready().size();
  }

  /// The archive's size and oldest row, at most a minute old.
  public ArchiveDatabase.Extent extent() {
    return upkeep.extent();
  }
}
