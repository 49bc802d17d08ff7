package nomadops.gc.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import nomadops.gc.job.DeadJobs;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.policy.Question;
import nomadops.gc.policy.Reason;
import nomadops.gc.policy.Verdict;
import nomadops.gc.purge.PurgeFact.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeStepsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final FreshJob SAME = new FreshJob("dead", false, 0, false, 12, 10, 90);

  @Test
  void anUnchangedDeadJobIsDeletedAndItsEvaluationAwaited() {
    PurgeAttempt state = step(PurgeSteps.start(candidate()), new PurgeFact.JobFound(SAME));
    assertThat(state).isInstanceOf(PurgeAttempt.Delete.class);
    state = step(state, new PurgeFact.Receipt("e1", 99));
    assertThat(state).isEqualTo(new PurgeAttempt.AwaitEval(candidate(), 99, "e1"));
    state = step(state, new PurgeFact.EvalSeen("pending"));
    assertThat(state).isInstanceOf(PurgeAttempt.AwaitEval.class);
    assertThat(step(state, new PurgeFact.EvalSeen("complete")))
        .isEqualTo(new PurgeAttempt.Done(candidate(), new PurgeOutcome.Purged(99, "e1"), true));
  }

  @Test
  void aJobThatIsNoLongerTheOneJudgedIsLeftAlone() {
    for (FreshJob fresh :
        new FreshJob[] {
          new FreshJob("running", false, 0, false, 12, 10, 90),
          new FreshJob("dead", false, 1, false, 30, 30, 90),
          new FreshJob("dead", false, 0, false, 13, 10, 90),
          new FreshJob("dead", true, 0, false, 12, 10, 90)
        }) {
      assertThat(outcome(step(PurgeSteps.start(candidate()), new PurgeFact.JobFound(fresh))))
          .isInstanceOf(PurgeOutcome.Changed.class);
    }
  }

  @Test
  void aMissingJobWasDeletedByAnother() {
    assertThat(outcome(step(PurgeSteps.start(candidate()), new PurgeFact.JobMissing(77))))
        .isEqualTo(new PurgeOutcome.AlreadyGone(77));
  }

  @Test
  void aTaggedVersionIsNotDeletedBeItTheCurrentOrAnOlderOne() {
    FreshJob tagged = new FreshJob("dead", false, 0, true, 12, 10, 90);
    assertThat(outcome(step(PurgeSteps.start(candidate()), new PurgeFact.JobFound(tagged))))
        .isInstanceOf(PurgeOutcome.Deferred.class);
    FreshJob third = new FreshJob("dead", false, 2, false, 12, 10, 90);
    PurgeAttempt ask = step(PurgeSteps.start(candidate()), new PurgeFact.JobFound(third));
    assertThat(ask)
        .isEqualTo(new PurgeAttempt.Ask(candidate(), third, Set.of(Question.VERSION_TAGS)));
    assertThat(outcome(step(ask, new PurgeFact.Details(0, 0, true, Instant.EPOCH))))
        .isInstanceOf(PurgeOutcome.Deferred.class);
  }

  @Test
  void openQuestionsAreAskedBeforeTheDelete() {
    Candidate open = candidate(Question.ALLOCATIONS, Question.EVALUATIONS, Question.LAST_ACTIVITY);
    PurgeAttempt ask = step(PurgeSteps.start(open), new PurgeFact.JobFound(SAME));
    assertThat(ask).isInstanceOf(PurgeAttempt.Ask.class);
    Instant old = NOW.minus(Duration.ofHours(9));
    assertThat(outcome(step(ask, new PurgeFact.Details(1, 0, false, old))))
        .isInstanceOf(PurgeOutcome.Deferred.class);
    assertThat(outcome(step(ask, new PurgeFact.Details(0, 1, false, old))))
        .isInstanceOf(PurgeOutcome.Deferred.class);
    assertThat(step(ask, new PurgeFact.Details(0, 0, false, old)))
        .isInstanceOf(PurgeAttempt.Delete.class);
  }

  @Test
  void aJobThatDiedLatelyIsPutOffUntilItIsDue() {
    Candidate open = candidate(Question.LAST_ACTIVITY);
    PurgeAttempt ask = step(PurgeSteps.start(open), new PurgeFact.JobFound(SAME));
    Instant died = NOW.minus(Duration.ofHours(1));
    assertThat(outcome(step(ask, new PurgeFact.Details(0, 0, false, died))))
        .isInstanceOfSatisfying(
            PurgeOutcome.Deferred.class,
            d -> assertThat(d.until()).isEqualTo(died.plus(Duration.ofHours(4))));
  }

  @Test
  void twoHundredWithoutAnEvaluationOrIndexIsNotOurPurge() {
    assertThat(outcome(step(deleting(), new PurgeFact.Receipt("", 0))))
        .isEqualTo(new PurgeOutcome.AlreadyGone(90));
    assertThat(outcome(step(deleting(), new PurgeFact.Receipt("", 105))))
        .isEqualTo(new PurgeOutcome.Purged(105, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, 0, abandoned",
    "MAYBE_APPLIED, 0, unknown",
    "ANSWERED, 429, abandoned",
    "ANSWERED, 500, unknown",
    "ANSWERED, 403, abandoned",
    "ANSWERED, 400, refused"
  })
  void aFailedDeleteIsJudgedByWhetherNomadCanHaveActed(Reach reach, int status, String expected) {
    assertThat(
            outcome(step(deleting(), new PurgeFact.Fault(reach, status, "x", Duration.ZERO)))
                .word())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, 0, abandoned",
    "MAYBE_APPLIED, 0, abandoned",
    "ANSWERED, 500, abandoned",
    "ANSWERED, 403, abandoned"
  })
  void aFailedReadIsNoMarkAgainstTheJob(Reach reach, int status, String expected) {
    PurgeAttempt state =
        step(PurgeSteps.start(candidate()), new PurgeFact.Fault(reach, status, "x", Duration.ZERO));
    assertThat(outcome(state).word()).isEqualTo(expected);
  }

  @Test
  void aPurgeStaysAPurgeWhenItsEvaluationIsLostFromSight() {
    PurgeAttempt await = step(deleting(), new PurgeFact.Receipt("e1", 99));
    for (PurgeFact fact :
        new PurgeFact[] {
          new PurgeFact.WatchEnded("slow"),
          new PurgeFact.Fault(Reach.ANSWERED, 500, "x", Duration.ZERO),
          new PurgeFact.Withdrawn("stopping")
        }) {
      assertThat(step(await, fact))
          .isEqualTo(new PurgeAttempt.Done(candidate(), new PurgeOutcome.Purged(99, "e1"), false));
    }
  }

  @Test
  void withoutFenceOrAuditNothingIsSent() {
    assertThat(outcome(step(deleting(), new PurgeFact.Withdrawn("leadership lost"))).word())
        .isEqualTo("abandoned");
  }

  @Test
  void anAnswerThatDoesNotFitIsABug() {
    assertThatThrownBy(() -> step(deleting(), new PurgeFact.EvalGone()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static PurgeAttempt deleting() {
    return step(PurgeSteps.start(candidate()), new PurgeFact.JobFound(SAME));
  }

  private static PurgeAttempt step(PurgeAttempt state, PurgeFact fact) {
    return PurgeSteps.next(state, fact, NOW);
  }

  private static PurgeOutcome outcome(PurgeAttempt state) {
    return ((PurgeAttempt.Done) state).outcome();
  }

  private static Candidate candidate(Question... open) {
    Reason reason = new Reason(Reason.Code.EXPIRED, "old");
    Verdict.Purge verdict =
        new Verdict.Purge(reason, "default", Duration.ofHours(4), NOW, Set.of(open));
    return new Candidate(DeadJobs.job("a").indexes(10, 10, 12).build(), verdict, 80);
  }
}
