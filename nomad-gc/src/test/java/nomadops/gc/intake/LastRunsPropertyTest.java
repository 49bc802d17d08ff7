package nomadops.gc.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import nomadops.gc.intake.RunsNomad.Child;
import nomadops.gc.job.Outcome;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.policy.KeepLast;
import nomadops.gc.policy.Match;
import nomadops.gc.policy.MetaLimits;
import nomadops.gc.policy.Question;
import nomadops.gc.policy.Retention;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.RetentionRule;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.NewerRuns;
import nomadops.gc.purge.PurgeAttempt;
import nomadops.gc.purge.PurgeFact;
import nomadops.gc.purge.PurgeSteps;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two replicas without a lock collect the runs of four parents, in random interleaving: lists are
/// stale, each at a lag of its own, requests fail, answers are lost, replicas are killed and start
/// with an empty memory, runs come and end all the time.
class LastRunsPropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> PARENTS = List.of("nightly", "build", "build-image", "x");
  private static final int STEPS = 8_000;

  private final AtomicLong nanos = new AtomicLong();
  private Random random = new Random(0);
  private RunsNomad nomad = new RunsNomad(0, random);
  private KeepLast last = KeepLast.NONE;
  private long deleted;
  private boolean hands;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aParentNeverHasFewerThanNOfItsSuccessesOrFailuresIfItEverHadThem(long seed)
      throws InterruptedException {
    run(seed, false);
    assertThat(deleted).as("seed %d: it does collect", seed).isGreaterThan(100);
  }

  /// What users delete by hand cannot be had back; what is promised is that a run is deleted only
  /// while as many newer ones stand.
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void whoeverDeletesByHandARunIsDeletedOnlyWhileNNewerOnesStand(long seed)
      throws InterruptedException {
    run(seed, true);
    assertThat(deleted).as("seed %d: it does collect", seed).isGreaterThan(20);
  }

  private void run(long seed, boolean byHand) throws InterruptedException {
    random = new Random(seed);
    nomad = new RunsNomad(0.02, random);
    last = new KeepLast(seed % 2 == 0 ? 4 : 0, 3, 2);
    hands = byHand;
    Replica[] replicas = {new Replica(), new Replica()};
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(20)) {
        case 0 -> nomad.start(PARENTS.get(random.nextInt(PARENTS.size())));
        case 1 -> nomad.end();
        case 2 -> meddle(seed);
        default -> replicas[random.nextInt(2)].step(seed);
      }
      if (random.nextInt(500) == 0) {
        replicas[random.nextInt(2)] = new Replica();
      }
    }
  }

  private void meddle(long seed) {
    if (hands && random.nextInt(4) == 0) {
      nomad.deleteByHand();
      // What was read of the newer runs is believed for two seconds; beyond them it is read anew.
      nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    }
    if (!hands) {
      PARENTS.forEach(parent -> assertEnough(seed, parent));
    }
  }

  /// The sentence itself, against everything that ever was.
  private void assertEnough(long seed, String parent) {
    assertEnough(seed, parent, last.successes(), run -> run.outcome == Outcome.COMPLETE);
    assertEnough(
        seed,
        parent,
        last.failures(),
        run -> run.outcome == Outcome.FAILED || run.outcome == Outcome.LOST);
    assertEnough(seed, parent, last.runs(), _ -> true);
  }

  private void assertEnough(long seed, String parent, int atLeast, Predicate<Child> kind) {
    List<Child> ever =
        nomad.runs.stream()
            .filter(run -> run.parent.equals(parent) && run.dead != 0)
            .filter(kind)
            .toList();
    assertThat(ever.stream().filter(Child::stands).count())
        .as("seed %d: runs of %s that are left, of %d", seed, parent, ever.size())
        .isGreaterThanOrEqualTo(Math.min(atLeast, ever.size()));
  }

  private void assertNewerStand(long seed, Child gone) {
    Predicate<Child> newer =
        run -> run.parent.equals(gone.parent) && run.stands() && run.created > gone.created;
    long same = nomad.runs.stream().filter(newer).filter(r -> kind(r) == kind(gone)).count();
    int wanted =
        switch (kind(gone)) {
          case 1 -> last.successes();
          case 2 -> last.failures();
          default -> 0;
        };
    assertThat(same)
        .as("seed %d: newer runs of its kind when %s was deleted", seed, gone.key())
        .isGreaterThanOrEqualTo(wanted);
    assertThat(nomad.runs.stream().filter(newer).count())
        .as("seed %d: newer runs when %s was deleted", seed, gone.key())
        .isGreaterThanOrEqualTo(last.runs());
  }

  private static int kind(Child run) {
    return switch (run.outcome) {
      case COMPLETE -> 1;
      case FAILED, LOST -> 2;
      case NONE -> 0;
    };
  }

  private RetentionPolicy policy() {
    Match children = new Match(Glob.ALL, Glob.ALL, new Glob("?*"), Set.of(), Set.of(), Map.of());
    return new RetentionPolicy(
        List.of(new RetentionRule("runs", children, new Retention.KeepFor(Duration.ZERO), last)),
        RetentionRule.forAll("the default", Duration.ofDays(1)),
        MetaLimits.DEFAULT,
        Duration.ZERO);
  }

  /// One process: its memory is gone when it is killed.
  private final class Replica {
    private final SharedLedger ledger = new SharedLedger(new Ledger(LedgerLimits.DEFAULT));
    private final Judge judge = new Judge(policy(), ledger, _ -> {});
    private final NewerRuns newer = new NewerRuns(nomad, nanos::get);
    private final ArrayDeque<Candidate> queue = new ArrayDeque<>();
    private final List<PurgeAttempt> attempts = new ArrayList<>();
    private ListRound round = newRound();
    private Optional<String> token = Optional.empty();

    private ListRound newRound() {
      return new ListRound(judge, ledger, queue::add, 100);
    }

    void step(long seed) throws InterruptedException {
      if (attempts.size() < 4 && !queue.isEmpty()) {
        attempts.add(PurgeSteps.start(queue.poll()));
      } else if (!attempts.isEmpty() && random.nextInt(4) > 0) {
        advance(seed, random.nextInt(attempts.size()));
      } else {
        list();
      }
    }

    private void list() throws InterruptedException {
      nomad.lag(random.nextInt(3) == 0 ? 0 : random.nextInt(60));
      JobList.Page page = nomad.page(token, judge.metaKeys());
      round.page(page, NOW);
      token = page.next();
      if (token.isEmpty()) {
        ledger.listCompleted();
        round.complete();
        round = newRound();
      }
    }

    /// With users who delete, what follows the read of the newer runs follows at once: no DELETE
    /// can be nearer to it than the next request.
    private void advance(long seed, int which) throws InterruptedException {
      PurgeAttempt state = attempts.get(which);
      do {
        state = PurgeSteps.next(state, perform(seed, state), NOW);
      } while (hands && state instanceof PurgeAttempt.Delete);
      attempts.set(which, state);
      if (state instanceof PurgeAttempt.Done done) {
        attempts.remove(which);
        ledger.settle(done.candidate().job().key(), done.outcome(), NOW);
      }
    }

    private PurgeFact perform(long seed, PurgeAttempt state) throws InterruptedException {
      return switch (state) {
        case PurgeAttempt.Recheck(Candidate c) -> nomad.read(c.job().key());
        case PurgeAttempt.Ask ask -> asked(ask);
        case PurgeAttempt.Delete(Candidate c, var _) -> delete(seed, c);
        case PurgeAttempt.AwaitEval await ->
            nomad.awaitEval(await.candidate().job().key(), await.evalId(), await.purgeIndex());
        case PurgeAttempt.Done done -> throw new IllegalStateException(done.toString());
      };
    }

    private PurgeFact asked(PurgeAttempt.Ask ask) throws InterruptedException {
      PurgeFact details = nomad.details(ask.candidate().job(), ask.open());
      return ask.open().contains(Question.NEWER_RUNS)
          ? newer.objection(ask.candidate().verdict().newer()).orElse(details)
          : details;
    }

    private PurgeFact delete(long seed, Candidate candidate) {
      Child run = nomad.run(candidate.job().key());
      boolean stood = run.stands();
      PurgeFact answer = nomad.delete(candidate.job().key());
      if (stood && !run.stands()) {
        deleted++;
        if (hands) {
          assertNewerStand(seed, run);
        } else {
          assertEnough(seed, run.parent);
        }
      }
      return answer;
    }
  }
}
