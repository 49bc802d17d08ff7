package nomadops.runtime.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import nomadops.client.LockAnswer;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Variable;
import nomadops.client.model.VariableLock;
import nomadops.runtime.Stop;
import org.junit.jupiter.api.Test;

class LockLeadershipTest {
  private static final LockAnswer HOLDING =
      new LockAnswer.Holding(
          new VariableLock("x", "15s", "1s"),
          new Variable("default", "p", Map.of(), null, 1, 1, 0, 0));

  private final Script script = new Script();
  private long now = -5_000_000_000L;
  private Duration budget = Duration.ofHours(1);
  private final LockLeadership leadership =
      new LockLeadership(script, "me", LockTerms.standard(), () -> now, this::sleep, new Random(1));

  @Test
  void itLeadsRenewsAtAThirdAndReleasesOnClose() throws Exception {
    script.then(() -> HOLDING).then(() -> HOLDING).then(() -> HOLDING);
    runFor(Duration.ofSeconds(12));

    assertThat(script.calls).containsExactly("acquire", "renew", "renew");
    assertThat(leadership.fence().mayAct()).isTrue();
    assertThat(leadership.standing()).isEqualTo(new Standing(true, "me", "holds the lock"));
    leadership.close();
    assertThat(script.calls).endsWith("release");
    assertThat(leadership.fence().permit()).isEqualTo(new Permit.Refused("stopping"));
  }

  @Test
  void aLostAnswerIsSettledWithinASecondOrTwoNotAfterTheTtl() throws Exception {
    script.then(() -> fault(new NomadFault.MaybeApplied("PUT", "reset", null))).then(() -> HOLDING);
    runFor(Duration.ofSeconds(3));

    assertThat(script.calls).containsExactly("acquire", "renew");
    assertThat(script.ids).hasSize(1);
    assertThat(leadership.fence().mayAct()).isTrue();
  }

  @Test
  void theFenceShutsBeforeTheTtlEndsWhenNomadDoesNotAnswer() throws Exception {
    script.then(() -> HOLDING);
    for (int i = 0; i < 40; i++) {
      script.then(() -> fault(new NomadFault.MaybeApplied("PUT", "timeout", null)));
    }
    runFor(Duration.ofMillis(11_900));
    assertThat(leadership.fence().permit()).isInstanceOf(Permit.Granted.class);

    now += 200_000_000L;

    assertThat(leadership.fence().permit())
        .isEqualTo(new Permit.Refused("leadership was not renewed in time"));
    assertThat(leadership.standing().leading()).isFalse();
  }

  @Test
  void aFollowerKnowsTheHoldersName() throws Exception {
    script.then(() -> new LockAnswer.Denied("locked")).holder = "pod-7";
    runFor(Duration.ofSeconds(1));

    assertThat(leadership.standing())
        .isEqualTo(new Standing(false, "pod-7", "another holds the lock"));
    assertThat(leadership.fence().permit()).isEqualTo(new Permit.Refused("pod-7 leads"));
    leadership.close();
    assertThat(script.calls).doesNotContain("release");
  }

  @Test
  void aMissingRightIsTheReasonShown() throws Exception {
    script.then(
        () -> fault(new NomadFault.Answered("PUT", 403, "Permission denied", null, "403: no")));
    runFor(Duration.ofMillis(200));

    assertThat(leadership.standing()).isEqualTo(new Standing(false, "", "403: no"));
  }

  @Test
  void aLocalServerMustLeadForTwoWindowsBeforeWeAct() {
    LocalState state = LocalState.START;
    long second = 1_000_000_000L;
    for (int t = 0; t <= 6; t++) {
      state = state.observed(true, t * second, t * second);
      assertThat(state.deadline().isPresent()).as("at %d s", t).isEqualTo(t >= 6);
    }
    assertThat(state.deadline()).hasValue(9 * second);
    assertThat(state.observed(false, 7 * second, 7 * second)).isEqualTo(LocalState.START);
    LocalState gap = state.observed(true, 20 * second, 20 * second);
    assertThat(gap.deadline()).isEmpty();
  }

  private static LockAnswer fault(NomadFault fault) {
    throw fault;
  }

  private void sleep(Duration duration) throws InterruptedException {
    Duration left = budget.minus(duration);
    if (left.isNegative()) {
      now += budget.toNanos();
      throw new InterruptedException("the test is over");
    }
    budget = left;
    now += duration.toNanos();
  }

  private void runFor(Duration duration) {
    budget = duration;
    try {
      leadership.run(new Stop());
    } catch (InterruptedException e) {
      assertThat(e).hasMessage("the test is over");
    }
  }

  private static final class Script implements LockStore {
    final List<String> calls = new ArrayList<>();
    final java.util.Set<String> ids = new java.util.HashSet<>();
    private final Deque<Supplier<LockAnswer>> answers = new ArrayDeque<>();
    String holder = "";

    Script then(Supplier<LockAnswer> answer) {
      answers.add(answer);
      return this;
    }

    private LockAnswer next(String call, String id) {
      calls.add(call);
      ids.add(id);
      Supplier<LockAnswer> answer = answers.poll();
      return answer == null ? new LockAnswer.Denied("end of script") : answer.get();
    }

    @Override
    public LockAnswer acquire(String lockId, String name) {
      return next("acquire", lockId);
    }

    @Override
    public LockAnswer renew(String lockId) {
      return next("renew", lockId);
    }

    @Override
    public LockAnswer release(String lockId) {
      calls.add("release");
      return new LockAnswer.Released();
    }

    @Override
    public String holder() {
      return holder;
    }
  }
}
