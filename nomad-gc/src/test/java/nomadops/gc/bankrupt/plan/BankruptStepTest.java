package nomadops.gc.bankrupt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nomadops.gc.bankrupt.plan.BankruptDecision.Done;
import org.junit.jupiter.api.Test;

class BankruptStepTest {
  private Instant now = Instant.EPOCH;
  private BankruptStep.Step step =
      BankruptStep.begin(BankruptState.at(Stage.SNAPSHOT, Instant.EPOCH));

  private BankruptDecision after(BankruptFact... facts) {
    for (BankruptFact fact : facts) {
      step = BankruptStep.step(step.next(), fact, now);
    }
    return step.decision();
  }

  private void toPurge() {
    var _ =
        after(
            new BankruptFact.SnapshotSaved(1),
            new BankruptFact.Recorded(),
            new BankruptFact.Paused());
  }

  @Test
  void whenAllGoesWellItGoesThroughEveryStageInOrder() {
    assertThat(step.decision()).isInstanceOf(BankruptDecision.SaveSnapshot.class);
    assertThat(after(new BankruptFact.SnapshotSaved(1)))
        .isInstanceOf(BankruptDecision.WriteRecord.class);
    assertThat(after(new BankruptFact.Recorded())).isInstanceOf(BankruptDecision.Pause.class);
    assertThat(after(new BankruptFact.Paused())).isInstanceOf(BankruptDecision.ListDead.class);
    assertThat(after(new BankruptFact.Listed(5, true))).isInstanceOf(BankruptDecision.Purge.class);
    assertThat(after(new BankruptFact.Purged(3, 2, ""))).isInstanceOf(BankruptDecision.Purge.class);
    assertThat(after(new BankruptFact.Purged(2, 0, "")))
        .isInstanceOf(BankruptDecision.ListDead.class);
    assertThat(after(new BankruptFact.Listed(0, false)))
        .isInstanceOf(BankruptDecision.DeleteEvaluations.class);
    assertThat(after(new BankruptFact.EvaluationsDeleted(4, 1)))
        .isEqualTo(
            new BankruptDecision.DeleteEvaluations(
                2, "nobody needs the evaluations of jobs that are gone"));
    assertThat(after(new BankruptFact.EvaluationsDeleted(1, 0)))
        .isInstanceOf(BankruptDecision.Resume.class);
    assertThat(after(new BankruptFact.Resumed())).isInstanceOf(BankruptDecision.RemoveRecord.class);
    assertThat(after(new BankruptFact.Forgotten())).isInstanceOf(BankruptDecision.Verify.class);
    assertThat(after(new BankruptFact.Verified(true, "")))
        .isEqualTo(new Done(Ending.DONE, "the cluster schedules"));
  }

  @Test
  void evaluationsAreDeletedAtMostTwentyTimes() {
    toPurge();
    var _ = after(new BankruptFact.Listed(0, false));
    for (int round = 1; round < 20; round++) {
      assertThat(after(new BankruptFact.EvaluationsDeleted(1, 7)))
          .isInstanceOf(BankruptDecision.DeleteEvaluations.class);
    }
    assertThat(after(new BankruptFact.EvaluationsDeleted(1, 7)))
        .isInstanceOf(BankruptDecision.Resume.class);
  }

  @Test
  void aSnapshotThatFailsEndsItAndNothingIsDone() {
    assertThat(after(new BankruptFact.Faulted("cut", false)))
        .isEqualTo(new Done(Ending.NOTHING_DONE, "there is no snapshot: cut"));
  }

  @Test
  void aRecordThatCannotBeWrittenIsTakenBackAndNothingIsDone() {
    assertThat(
            after(
                new BankruptFact.SnapshotSaved(1), new BankruptFact.Faulted("403 forbidden", true)))
        .isInstanceOf(BankruptDecision.RemoveRecord.class);
    assertThat(after(new BankruptFact.Forgotten()))
        .isEqualTo(new Done(Ending.NOTHING_DONE, "the record was not written: 403 forbidden"));
  }

  @Test
  void aPurgeThatGetsNowhereIsGivenUpAfterAMinuteAndItsEvaluationsAreThrownAway() {
    toPurge();
    var _ = after(new BankruptFact.Listed(5, false));
    assertThat(after(new BankruptFact.Purged(0, 5, "no leader")))
        .isInstanceOf(BankruptDecision.Wait.class);
    now = now.plus(BankruptStep.PATIENCE).plusSeconds(1);
    assertThat(after(new BankruptFact.Purged(0, 5, "no leader")))
        .isInstanceOf(BankruptDecision.DeleteEvaluations.class);
    assertThat(after(new BankruptFact.EvaluationsDeleted(0, 0)))
        .isEqualTo(new BankruptDecision.Resume("purging was given up: no leader"));
  }

  @Test
  void theResumptionIsTriedForAsLongAsItTakesAndWaitsAreBounded() {
    toPurge();
    var _ = after(new BankruptFact.Stopped("SIGINT"));
    for (int hour = 0; hour < 100; hour++) {
      now = now.plus(Duration.ofHours(1));
      assertThat(after(new BankruptFact.Faulted("no leader", false)))
          .isInstanceOfSatisfying(
              BankruptDecision.Wait.class,
              wait -> assertThat(wait.time()).isLessThanOrEqualTo(Duration.ofSeconds(5)));
      assertThat(after(new BankruptFact.Waited())).isInstanceOf(BankruptDecision.Resume.class);
    }
    assertThat(
            after(
                new BankruptFact.Resumed(),
                new BankruptFact.Forgotten(),
                new BankruptFact.Verified(true, "")))
        .isEqualTo(new Done(Ending.BROKEN_OFF, "SIGINT"));
  }

  @Test
  void onlyATokenThatIsRefusedForLongLeavesTheBrokerPaused() {
    toPurge();
    var _ = after(new BankruptFact.Stopped("SIGINT"));
    assertThat(after(new BankruptFact.Faulted("403", true)))
        .isInstanceOf(BankruptDecision.Wait.class);
    now = now.plus(BankruptStep.REFUSED).plusSeconds(1);
    assertThat(after(new BankruptFact.Waited(), new BankruptFact.Faulted("403", true)))
        .isEqualTo(new Done(Ending.STILL_PAUSED, "403"));
  }

  @Test
  void whoResumesMeanwhileEndsItAndTheRestIsPutBack() {
    toPurge();
    assertThat(after(new BankruptFact.BrokerRuns("PauseEvalBroker is false")))
        .isInstanceOf(BankruptDecision.Resume.class);
  }

  @Test
  void whatAnotherHasTakenOverIsLeftToThem() {
    toPurge();
    assertThat(after(new BankruptFact.TakenOver("alice")))
        .isEqualTo(new Done(Ending.HANDED_OVER, "alice goes on with it"));
  }

  /// Any facts in any order, of which the world tells only what answers the decision.
  @Test
  void onceTheBrokerMayBePausedItEndsOnlyAfterAResumption() {
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      now = Instant.EPOCH;
      step = BankruptStep.begin(BankruptState.at(Stage.SNAPSHOT, now));
      boolean mayBePaused = false;
      boolean left = false;
      List<BankruptDecision> course = new ArrayList<>();
      for (int i = 0; i < 400 && !(step.decision() instanceof Done); i++) {
        course.add(step.decision());
        mayBePaused |= step.decision() instanceof BankruptDecision.Pause;
        BankruptFact fact = fact(step.decision(), step.next().stage(), random);
        left |= fact instanceof BankruptFact.TakenOver;
        if (fact instanceof BankruptFact.Resumed) {
          mayBePaused = false;
        }
        now = now.plusMillis(random.nextInt(20_000));
        var _ = after(fact);
      }
      if (step.decision() instanceof Done(Ending ending, String _)) {
        assertThat(mayBePaused && !left && ending != Ending.STILL_PAUSED)
            .as("seed %d: %s then %s", seed, course, step.decision())
            .isFalse();
        assertThat(
                ending == Ending.NOTHING_DONE
                    && course.stream().anyMatch(BankruptDecision.Pause.class::isInstance))
            .as("seed %d: %s then %s", seed, course, step.decision())
            .isFalse();
      }
    }
  }

  private static BankruptFact fact(BankruptDecision decision, Stage stage, Random random) {
    if (decision instanceof BankruptDecision.Wait) {
      return new BankruptFact.Waited();
    }
    int luck = random.nextInt(10);
    if (luck < 3) {
      return new BankruptFact.Faulted("a fault", luck == 0);
    }
    if (luck == 3) {
      return new BankruptFact.Stopped("a signal");
    }
    if (luck == 4 && stage.mayBePaused() && random.nextInt(5) == 0) {
      return new BankruptFact.TakenOver("alice");
    }
    return answer(decision, random);
  }

  private static BankruptFact answer(BankruptDecision decision, Random random) {
    return switch (decision) {
      case BankruptDecision.SaveSnapshot _ -> new BankruptFact.SnapshotSaved(1);
      case BankruptDecision.WriteRecord _ -> new BankruptFact.Recorded();
      case BankruptDecision.Pause _ -> new BankruptFact.Paused();
      case BankruptDecision.ListDead _ ->
          new BankruptFact.Listed(random.nextInt(3), random.nextBoolean());
      case BankruptDecision.Purge _ ->
          random.nextInt(10) == 0
              ? new BankruptFact.BrokerRuns("resumed")
              : new BankruptFact.Purged(random.nextInt(2), random.nextInt(2), "");
      case BankruptDecision.DeleteEvaluations _ ->
          new BankruptFact.EvaluationsDeleted(1, random.nextInt(2));
      case BankruptDecision.Resume _ -> new BankruptFact.Resumed();
      case BankruptDecision.RemoveRecord _ -> new BankruptFact.Forgotten();
      case BankruptDecision.Verify _ -> new BankruptFact.Verified(random.nextBoolean(), "");
      case BankruptDecision.Wait _, Done _ -> new BankruptFact.Waited();
    };
  }
}
