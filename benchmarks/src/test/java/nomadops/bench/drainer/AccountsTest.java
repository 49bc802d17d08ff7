package nomadops.bench.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.bench.drainer.Accounts.Subject;
import nomadops.bench.drainer.LifecycleActions.Story;
import nomadops.simulator.journal.Effect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final Instant T0 = Instant.parse("2026-11-23T06:00:00Z");

  private final List<Effect> journal = new ArrayList<>();

  @Test
  void latenciesCountFromTheFirstNoticeOfEachInstanceToItsFirstDrain() {
    cordon("a", 1);
    cordon("b", 3);
    drain("a", 2, false, 100);
    drain("b", 4, false, 100);
    Accounts accounts = Accounts.of(List.of(done("a", 0, 10, 12), done("b", 1, 20, 25)), journal);
    assertThat(accounts.noticeToDrain().count()).isEqualTo(2);
    assertThat(accounts.noticeToDrain().p50()).isEqualTo(2_000);
    assertThat(accounts.noticeToDrain().max()).isEqualTo(3_000);
    assertThat(accounts.allCordoned()).contains(Duration.ofSeconds(3));
    assertThat(accounts.emptyToCompletion().p50()).isEqualTo(2_000);
    assertThat(accounts.emptyToCompletion().max()).isEqualTo(5_000);
    assertThat(accounts.lastDrained()).contains(at(4));
    assertThat(accounts.lost()).isZero();
    assertThat(accounts.duplicated()).isZero();
    assertThat(accounts.completed()).isEqualTo(2);
  }

  @Test
  void aDrainCordonsItsNodeByItself() {
    drain("a", 2, false, 100);
    assertThat(Accounts.of(List.of(done("a", 0, 10, 12)), journal).allCordoned())
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void aNodeThatStillTakesWorkLeavesNoTimeAtWhichAllWereCordoned() {
    cordon("a", 1);
    assertThat(
            Accounts.of(List.of(done("a", 0, 10, 12), done("b", 0, 10, 12)), journal).allCordoned())
        .isEmpty();
  }

  @Test
  void aNodeWithoutADrainIsLostUnlessItsWorkHadEndedBeforeItsActionWasCompleted() {
    Accounts accounts =
        Accounts.of(
            List.of(done("ended", 0, 10, 12), done("early", 0, 12, 10), running("busy")), journal);
    assertThat(accounts.needless()).isEqualTo(1);
    assertThat(accounts.undrained()).isEqualTo(2);
    assertThat(accounts.lost()).isEqualTo(2);
    assertThat(accounts.completedTooEarly()).isEqualTo(1);
  }

  @Test
  void anActionThatTimedOutIsLost() {
    drain("a", 1, false, 100);
    Story timedOut = new Story("i-a", 3, Optional.empty(), true, 0);
    Accounts accounts =
        Accounts.of(List.of(new Subject("a", T0, Optional.of(at(5)), timedOut)), journal);
    assertThat(accounts.lost()).isEqualTo(1);
    assertThat(accounts.heartbeats()).isEqualTo(3);
    assertThat(accounts.completed()).isZero();
  }

  @Test
  void aSecondDrainIsARestartARepetitionAShorteningOrALengthening() {
    drain("restarted", 1, false, 100);
    drain("restarted", 2, false, 90);
    drain("repeated", 1, false, 100);
    drain("repeated", 2, true, 100);
    drain("shortened", 1, false, 100);
    drain("shortened", 2, true, 90);
    drain("bounded", 1, false, null);
    drain("bounded", 2, true, 90);
    drain("lengthened", 1, false, 100);
    drain("lengthened", 2, true, 101);
    drain("unbounded", 1, false, 100);
    drain("unbounded", 2, true, null);
    Accounts accounts =
        Accounts.of(
            journal.stream()
                .map(effect -> ((Effect.NodeDrain) effect).nodeId())
                .distinct()
                .map(node -> done(node, 0, 10, 12))
                .toList(),
            journal);
    assertThat(accounts.restarted()).isEqualTo(1);
    assertThat(accounts.repeated()).isEqualTo(1);
    assertThat(accounts.duplicated()).isEqualTo(2);
    assertThat(accounts.shortened()).isEqualTo(2);
    assertThat(accounts.lengthened()).isEqualTo(2);
  }

  @Test
  void theEndOfADrainIsNoDrain() {
    drain("a", 1, false, 100);
    journal.add(new Effect.NodeDrain(9, at(3), "a", false, true, null));
    assertThat(Accounts.of(List.of(done("a", 0, 10, 12)), journal).duplicated()).isZero();
  }

  private void cordon(String node, int second) {
    journal.add(new Effect.NodeEligibility(journal.size(), at(second), node, false));
  }

  private void drain(String node, int second, boolean again, @Nullable Integer until) {
    Instant end = until == null ? null : at(until);
    journal.add(new Effect.NodeDrain(journal.size(), at(second), node, true, again, end));
  }

  private static Subject done(String node, int noticed, int empty, int completed) {
    Story story = new Story("i-" + node, 1, Optional.of(at(completed)), false, 0);
    return new Subject(node, at(noticed), Optional.of(at(empty)), story);
  }

  private static Subject running(String node) {
    return new Subject(
        node, T0, Optional.empty(), new Story("i-" + node, 1, Optional.empty(), false, 0));
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }
}
