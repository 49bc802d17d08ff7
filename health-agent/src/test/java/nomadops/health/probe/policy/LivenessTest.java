package nomadops.health.probe.policy;

import static nomadops.health.probe.policy.Servers.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private final Liveness policy = new Liveness(5, Duration.ofSeconds(30), Duration.ofMinutes(10));
  private Liveness.State state = Liveness.begin(0);
  private Optional<String> condemned = Optional.empty();

  private Liveness.Verdict at(long second, Sight sight) {
    Liveness.Step step = policy.step(state, sight, condemned, seconds(second));
    state = step.state();
    return step.verdict();
  }

  private static Sight answers() {
    return Sight.of(Servers.follows(2, 10));
  }

  private static Sight silent() {
    return Sight.silent("no whole answer came in time");
  }

  @Test
  void silenceTakesBothLooksAndTime() {
    assertThat(at(0, answers()).lives()).isTrue();
    for (int look = 1; look <= 20; look++) {
      assertThat(at(10 + look, silent()).lives()).as("look %d in 20 s", look).isTrue();
    }
    assertThat(at(40, silent()).lives()).isTrue();
    assertThat(at(41, silent()))
        .isInstanceOf(Liveness.Dead.class)
        .returns(Liveness.Why.SILENT, Liveness.Verdict::why);
  }

  @Test
  void fewMissesAreNotEnoughHoweverLongTheyTook() {
    at(0, answers());
    at(1, silent());
    at(2, silent());
    at(3, silent());
    assertThat(at(3_000, silent()).lives()).as("the machine slept").isTrue();
    assertThat(at(3_001, silent()).lives()).isFalse();
  }

  @Test
  void oneAnswerForgivesAll() {
    at(0, answers());
    for (int second = 1; second < 30; second++) {
      at(second, silent());
    }
    assertThat(at(30, answers()).why()).isEqualTo(Liveness.Why.ANSWERS);
    assertThat(at(31, silent()).lives()).isTrue();
    assertThat(state.missed()).isEqualTo(1);
  }

  @Test
  void noLeaderAndNoRightsAreAnswers() {
    at(0, answers());
    for (int second = 1; second < 1_000; second += 5) {
      assertThat(at(second, Sight.of(Servers.follows(0, 10))).lives()).isTrue();
      assertThat(at(second + 1, Sight.forbidden("no token")).lives()).isTrue();
      assertThat(at(second + 2, Sight.blind("answered 500")).lives()).isTrue();
    }
  }

  /// A container that is restarted, and restores a large state before it listens, must not be
  /// restarted over and over for that.
  @Test
  void aProcessThatIsGoneStartsAnew() {
    at(0, answers());
    assertThat(at(100, Sight.refused("refused")).why()).isEqualTo(Liveness.Why.STARTING);
    assertThat(at(699, Sight.refused("refused")).lives()).isTrue();
    assertThat(at(701, Sight.refused("refused")))
        .isInstanceOf(Liveness.Dead.class)
        .returns(Liveness.Why.NEVER_ANSWERED, Liveness.Verdict::why);
    assertThat(at(702, answers()).lives()).isTrue();
  }

  @Test
  void aStartThatHangsIsDeadAfterItsGrace() {
    assertThat(at(1, silent()).lives()).isTrue();
    assertThat(at(599, silent()).lives()).isTrue();
    assertThat(at(600, silent()).lives()).isFalse();
  }

  @Test
  void whoeverLooksDeeperIsHeardButNotBeforeTheNextLifeHasAnswered() {
    at(0, answers());
    condemned = Optional.of("nothing was scheduled for 5 minutes");
    assertThat(at(1, answers()))
        .isEqualTo(
            new Liveness.Dead(Liveness.Why.CONDEMNED, "nothing was scheduled for 5 minutes"));
    assertThat(at(2, silent()).lives()).isFalse();
    assertThat(at(3, Sight.refused("refused")).lives()).isTrue();
    assertThat(at(4, silent()).lives()).isTrue();
    condemned = Optional.empty();
    assertThat(at(5, answers()).lives()).isTrue();
  }
}
