package nomadops.gc.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import nomadops.client.model.JobKey;
import nomadops.client.time.Pause;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.DeadJobs;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.pace.PaceFacts;
import nomadops.gc.pace.PaceFacts.Gates;
import nomadops.gc.pace.PaceLaw;
import nomadops.gc.pace.PaceProfile;
import nomadops.gc.policy.Question;
import nomadops.gc.policy.Reason;
import nomadops.gc.policy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A window of one: each job is read while the delete before it is under way.
@Timeout(60)
class PurgerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final FreshJob SAME = new FreshJob("dead", false, 0, false, 12, 10, 90);
  private static final FreshJob BACK = new FreshJob("running", false, 1, false, 95, 95, 96);

  private static final Verdict.Purge VERDICT =
      new Verdict.Purge(
          new Reason(Reason.Code.EXPIRED, "old"), "default", Duration.ofHours(4), NOW, Set.of());
  private static final Gates NO_LEADER = new Gates(false, true, true, true, true, false, 0);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final Nomad nomad = new Nomad();
  private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aFreshReadIsNotRepeated() throws Exception {
    purge(5, () -> Gates.OPEN);
    assertThat(outcomes).containsOnly("purged").hasSize(5);
    assertThat(nomad.reads).hasValue(5);
  }

  /// The gate lets it in fifty milliseconds after the read, and in between its user came back.
  @Test
  void whatWasReadTooLongAgoIsReadAgainAndALiveJobIsNotDeleted() throws Exception {
    nomad.answers = read -> read == 1 ? found(SAME) : found(BACK);
    purge(5, this::slow);
    assertThat(outcomes).containsOnly("changed").hasSize(5);
    assertThat(nomad.reads).hasValue(10);
    assertThat(nomad.deletes).hasValue(0);
  }

  @Test
  void whatIsGoneNeedsNoPlaceInTheWindow() throws Exception {
    nomad.answers = _ -> new PurgeFact.JobMissing(99);
    purge(5, () -> Gates.OPEN);
    assertThat(outcomes).containsOnly("already_gone").hasSize(5);
    assertThat(asked).hasValue(0);
  }

  /// Without a leader reads fail: the queue must not be emptied by them.
  @Test
  void nothingMoreIsReadWhileTheGateIsShutOrAfterAFault() throws Exception {
    nomad.answers =
        _ ->
            asked.get() < 3
                ? new PurgeFact.Fault(PurgeFact.Reach.ANSWERED, 500, "no leader", Duration.ZERO)
                : found(SAME);
    purge(5, () -> asked.get() < 3 ? NO_LEADER : slow());
    assertThat(outcomes).containsExactly("abandoned", "purged", "purged", "purged", "purged");
  }

  @Test
  void aBugInAReadEndsThePurgerAndTheJobIsSettled() {
    nomad.answers =
        _ -> {
          throw new IllegalStateException("a bug");
        };
    assertThat(catchThrowable(() -> purge(2, () -> Gates.OPEN)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a bug");
    assertThat(outcomes).containsExactly("unknown");
  }

  /// Time passes while it is asked.
  private Gates slow() {
    nanos.addAndGet(Duration.ofMillis(50).toNanos());
    return Gates.OPEN;
  }

  private void purge(int jobs, Supplier<Gates> gates) throws InterruptedException {
    SharedLedger ledger = new SharedLedger(new Ledger(LedgerLimits.DEFAULT));
    BlockingQueue<Candidate> queue = new LinkedBlockingQueue<>();
    for (int i = 0; i < jobs; i++) {
      DeadJob job = DeadJobs.job("job-" + i).indexes(10, 10, 12).build();
      ledger.admit(job, 80, NOW);
      queue.add(new Candidate(job, VERDICT, 80));
    }
    PaceGate gate =
        new PaceGate(
            new PaceLaw(PaceProfile.COURTEOUS.withMaxRate(Double.POSITIVE_INFINITY)),
            nanos::get,
            () -> PaceFacts.Users.UNKNOWN,
            () -> {
              asked.incrementAndGet();
              // Whatever the law waits for comes.
              nanos.addAndGet(Duration.ofMillis(1).toNanos());
              return gates.get();
            });
    Purger.Surroundings around =
        new Purger.Surroundings(
            () -> true,
            Trail.NONE,
            new Compensator(_ -> true, Trail.NONE),
            Keeping.NOTHING,
            (_, _, _) -> {},
            InstantSource.fixed(NOW),
            nanos::get,
            Pause.system());
    new Purger(queue, gate, nomad, around, ledger, (_, outcome, _) -> outcomes.add(outcome.word()))
        .run(() -> false, () -> true);
    assertThat(gate.view().unfinished()).isZero();
    assertThat(ledger.inFlight()).isZero();
  }

  private static PurgeFact found(FreshJob job) {
    return new PurgeFact.JobFound(job);
  }

  private interface Answers {
    /// @param read how often that job was read, this time included
    PurgeFact to(int read);
  }

  /// Deletes what it is told to, and ends each evaluation at once.
  private static final class Nomad implements PurgeTarget {
    private final AtomicInteger reads = new AtomicInteger();
    private final ConcurrentHashMap<JobKey, Integer> byJob = new ConcurrentHashMap<>();
    private final AtomicInteger deletes = new AtomicInteger();
    private volatile Answers answers = _ -> found(SAME);

    @Override
    public PurgeFact read(JobKey key) {
      reads.incrementAndGet();
      return answers.to(byJob.merge(key, 1, Integer::sum));
    }

    @Override
    public PurgeFact details(DeadJob job, Set<Question> open) {
      throw new IllegalStateException("nothing is open");
    }

    @Override
    public PurgeFact delete(JobKey key) {
      return new PurgeFact.Receipt("e" + deletes.incrementAndGet(), 100);
    }

    @Override
    public PurgeFact awaitEval(JobKey key, String evalId, long index) {
      return new PurgeFact.EvalSeen("complete");
    }
  }
}
