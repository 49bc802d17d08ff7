package nomadops.drainer.self;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.drainer.lifecycle.HookAnswer;
import nomadops.drainer.lifecycle.OwnActions;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.Test;

class OwnHooksTest {
  private static final InstanceId SELF = new InstanceId("i-0633ac2b0d9769723");
  private static final HookRef DRAIN = new HookRef("workers", "drain", "");
  private static final HookRef LOGS = new HookRef("workers", "ship-logs", "");

  private final Map<HookRef, HookAnswer> answers = new HashMap<>();
  private final List<HookRef> beaten = new ArrayList<>();
  private OwnActions group = new OwnActions.Found(List.of(DRAIN, LOGS));

  @Test
  void everyTerminateHookThatWaitsIsOursUnlessSomeAreNamed() {
    assertThat(waiting()).isEqualTo(new OwnActions.Found(List.of(DRAIN, LOGS)));
    assertThat(waiting("drain")).isEqualTo(new OwnActions.Found(List.of(DRAIN)));
  }

  @Test
  void aHookOfAnotherProgramIsNotTouched() {
    waiting("drain");
    assertThat(beaten).containsExactly(DRAIN);
  }

  @Test
  void aHookThatAnotherProgramHasCompletedIsNotTimeThatIsUp() {
    answers.put(LOGS, new HookAnswer.Gone("No active Lifecycle Action found"));
    assertThat(waiting()).isEqualTo(new OwnActions.Found(List.of(DRAIN)));
  }

  @Test
  void anActionThatHasNotBegunYetIsAskedForAgain() {
    answers.put(DRAIN, new HookAnswer.Gone("No active Lifecycle Action found"));
    assertThat(waiting("drain"))
        .isEqualTo(new OwnActions.Failed("none of hooks [drain] waits for it now"));
  }

  @Test
  void aHeartbeatThatFailsSaysNothingAboutItsAction() {
    answers.put(DRAIN, new HookAnswer.Later("Throttling: Rate exceeded"));
    answers.put(LOGS, new HookAnswer.Refused("AccessDenied"));
    assertThat(waiting()).isEqualTo(new OwnActions.Found(List.of(DRAIN, LOGS)));
  }

  @Test
  void aNameThatNoHookHasIsSaidBesideThoseThatThereAre() {
    assertThat(waiting("drian"))
        .isEqualTo(
            new OwnActions.None("its group has hooks [drain, ship-logs], and none of [drian]"));
  }

  @Test
  void whatAwsDoesNotTellIsNotTakenForNone() {
    group = new OwnActions.Failed("DescribeAutoScalingInstances: AccessDenied");
    assertThat(waiting()).isEqualTo(group);
  }

  private OwnActions waiting(String... names) {
    return new OwnHooks(
            Set.of(names),
            _ -> group,
            (hook, _) -> {
              beaten.add(hook);
              return answers.getOrDefault(hook, new HookAnswer.Done());
            })
        .waiting(SELF);
  }
}
