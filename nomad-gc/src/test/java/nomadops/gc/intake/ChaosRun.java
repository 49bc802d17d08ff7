package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.PurgeAttempt;
import nomadops.gc.purge.PurgeFact;
import nomadops.gc.purge.PurgeSteps;

/// Two replicas collect dead jobs from a [TinyNomad] in random interleaving: lists are stale,
/// answers are lost, replicas are killed in mid-attempt and start with an empty memory, users
/// register jobs again. Single-threaded and seeded: a run is repeatable.
///
/// With the lock, one replica acts at a time and hands over when it is killed. Without it both act
/// at once.
public final class ChaosRun {
  private static final int WINDOW = 8;
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final Random random;
  private final TinyNomad nomad;
  private final boolean lock;
  private final double users;
  private final Replica[] replicas;
  private Instant now = START;
  private long kills;
  private int holder;

  /// What came of it.
  ///
  /// @param left dead jobs that are still there
  /// @param applied deletes that removed a job
  /// @param inVain deletes that found nothing: duplicates
  /// @param liveDeleted registrations that fell between re-check and DELETE
  /// @param kills replicas that were killed
  /// @param faults requests and answers that were lost or refused
  /// @param stalePages pages of a list that was older than the last delete
  public record Figures(
      int left,
      long applied,
      long inVain,
      long liveDeleted,
      long kills,
      long faults,
      long stalePages) {}

  private ChaosRun(int jobs, boolean lock, double faults, double users, long seed) {
    this.random = new Random(seed);
    this.nomad = new TinyNomad(jobs, faults, random);
    this.lock = lock;
    this.users = users;
    this.replicas = new Replica[] {new Replica(), new Replica()};
  }

  /// Collects `jobs` dead jobs.
  ///
  /// @param lock whether a lock lets only one replica act
  /// @param faults how likely each kind of fault is for a request
  /// @param users how likely a user registers a job between two steps
  public static Figures run(int jobs, boolean lock, double faults, double users, long seed)
      throws InterruptedException {
    ChaosRun run = new ChaosRun(jobs, lock, faults, users, seed);
    run.toTheEnd(200L * jobs + 1_000_000);
    return run.figures();
  }

  private void toTheEnd(long most) throws InterruptedException {
    int quiet = 0;
    for (long step = 0; step < most && quiet < 4; step++) {
      int turn = lock ? holder : random.nextInt(2);
      boolean worked = replicas[turn].step();
      now = now.plusNanos(200_000);
      meddle();
      if (!worked) {
        now = now.plus(Duration.ofMinutes(1));
        quiet = nomad.left() == 0 ? quiet + 1 : 0;
      }
    }
  }

  private void meddle() {
    if (random.nextDouble() < users) {
      nomad.register(random.nextInt(100));
    }
    if (random.nextInt(20_000) == 0) {
      kills++;
      int victim = lock ? holder : random.nextInt(2);
      replicas[victim] = new Replica();
      holder = 1 - holder;
      // A lock is free only after its TTL; whatever the dead replica had sent has been answered by
      // then.
      now = now.plus(Duration.ofSeconds(30));
    }
  }

  private Figures figures() {
    return new Figures(
        nomad.left(),
        nomad.deletesApplied,
        nomad.deletesInVain,
        nomad.liveDeleted,
        kills,
        nomad.faultsInjected,
        nomad.stalePages);
  }

  /// One process: its memory is gone when it is killed.
  private final class Replica {
    private final SharedLedger ledger = new SharedLedger(new Ledger(LedgerLimits.DEFAULT));
    private final Judge judge = new Judge(RetentionPolicy.nomadDefaults(), ledger, _ -> {});
    private final ArrayDeque<Candidate> queue = new ArrayDeque<>();
    private final List<PurgeAttempt> attempts = new ArrayList<>();
    private ListRound round = newRound();
    private Optional<String> token = Optional.empty();
    private int idle;

    private ListRound newRound() {
      return new ListRound(judge, ledger, queue::add, 1000);
    }

    /// Does one thing.
    ///
    /// @return false if a whole list gave nothing to do
    boolean step() throws InterruptedException {
      if (attempts.size() < WINDOW && !queue.isEmpty()) {
        attempts.add(PurgeSteps.start(queue.poll()));
        return true;
      }
      if (!attempts.isEmpty()) {
        advance(random.nextInt(attempts.size()));
        return true;
      }
      return list();
    }

    private boolean list() throws InterruptedException {
      nomad.lag(random.nextInt(3) == 0 ? 0 : random.nextInt(5_000));
      JobList.Page page = nomad.page(token, judge.metaKeys());
      round.page(page, now);
      token = page.next();
      idle = queue.isEmpty() ? idle : 0;
      if (token.isEmpty()) {
        ledger.listCompleted();
        round = newRound();
        idle++;
      }
      return idle < 2;
    }

    private void advance(int which) throws InterruptedException {
      PurgeAttempt state = attempts.get(which);
      PurgeAttempt next = PurgeSteps.next(state, perform(state), now);
      attempts.set(which, next);
      if (next instanceof PurgeAttempt.Done(Candidate candidate, PurgeOutcome outcome, boolean _)) {
        attempts.remove(which);
        ledger.settle(candidate.job().key(), outcome, now);
      }
    }

    private PurgeFact perform(PurgeAttempt state) {
      return switch (state) {
        case PurgeAttempt.Recheck(Candidate c) -> nomad.read(c.job().key());
        case PurgeAttempt.Ask ask -> nomad.details(ask.candidate().job(), ask.open());
        case PurgeAttempt.Delete delete -> nomad.delete(delete.candidate().job().key());
        case PurgeAttempt.AwaitEval await ->
            nomad.awaitEval(await.candidate().job().key(), await.evalId(), await.purgeIndex());
        case PurgeAttempt.Done done -> throw new IllegalStateException(done.toString());
      };
    }
  }
}
