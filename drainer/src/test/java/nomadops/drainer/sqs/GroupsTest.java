package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import nomadops.drainer.notice.Samples;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Row 4: several clusters share a queue.
class GroupsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final IntakeRig rig = new IntakeRig();

  private void ours(String... globs) {
    rig.terms =
        new IntakeTerms(MINUTE, 3, new Groups(List.of(globs).stream().map(Glob::new).toList()));
    rig.restart();
  }

  @Test
  void row4AnActionOfAnotherClusterIsHandedBackAtOnceAndNeverTakenOn() throws Exception {
    ours("blue-*", "green");
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.keep();

    assertThat(rig.deliveries).isEmpty();
    assertThat(rig.queue.requests).containsExactly("keep a#1");
    assertThat(rig.queue.stored.get("a").visibleAt).isEqualTo(Duration.ofSeconds(1));
    assertThat(rig.intake.status().counts().foreign()).isOne();
    assertThat(rig.intake.status().open()).isZero();
  }

  /// Its hook may wait for days; nobody else's does.
  @Test
  void oneThatNobodyTakesGoesRoundOnceAMinuteAndIsNeverDeleted() throws Exception {
    ours("green");
    rig.queue.send("a", Bodies.end("i-1"));
    rig.live(Duration.ofHours(2));

    assertThat(rig.queue.stored.get("a").receives).isBetween(100, 140);
    assertThat(rig.queue.requests("delete")).isZero();
    assertThat(rig.queue.parked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-asg", "my-*", "*"})
  void anActionOfOneOfOurGroupsIsTakenOn(String glob) throws Exception {
    ours("other", glob);
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();

    assertThat(rig.deliveries).hasSize(1);
    assertThat(rig.intake.status().counts().foreign()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventbridge-spot-interruption",
        "eventbridge-rebalance",
        "eventbridge-state-change",
        "eventbridge-health-three-instances"
      })
  void whatCarriesNoGroupIsTakenOnForNothingTellsWhoseItIs(String sample) throws Exception {
    ours("green");
    rig.queue.send("a", Samples.read(sample));
    rig.poll();

    assertThat(rig.deliveries).hasSize(1);
  }

  @Test
  void aMessageThatIsHandedBackReachesItsOwnerInSecondsHoweverManyShareTheQueue() throws Exception {
    ours("green");
    rig.queue.send("a", Bodies.end("i-1"));
    Random random = new Random(20261123);
    int waited = 0;
    // Whoever polls gets it by chance: we are nine of ten.
    while (random.nextInt(10) != 0) {
      rig.poll();
      rig.keep();
      int before = waited;
      while (rig.queue.stored.get("a").visibleAt.compareTo(rig.time.passed()) > 0) {
        rig.time.pass(Duration.ofSeconds(1));
        waited++;
      }
      assertThat(waited - before).isBetween(1, 60);
    }
    assertThat(rig.queue.stored.get("a").receives).as("seed 20261123").isPositive();
    assertThat(Groups.handBackIn(10, MINUTE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Groups.handBackIn(13, MINUTE)).isEqualTo(Duration.ofSeconds(8));
    assertThat(Groups.handBackIn(1_000_000, MINUTE)).isEqualTo(MINUTE);
  }

  @Test
  void aHandBackThatFailsIsRepeated() throws Exception {
    ours("green");
    rig.queue.keepFaults.add(QueueFault.Kind.PASSING);
    rig.queue.send("a", Bodies.end("i-1"));
    rig.poll();
    rig.keep();
    rig.time.pass(Duration.ofSeconds(5));
    rig.keep();

    assertThat(rig.queue.requests).containsExactly("keep a#1", "keep a#1");
    assertThat(rig.intake.status().counts().foreign()).isOne();
  }
}
