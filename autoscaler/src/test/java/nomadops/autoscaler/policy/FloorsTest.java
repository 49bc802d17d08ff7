package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nomadops.autoscaler.policy.pool.Account.Clamp;
import nomadops.autoscaler.policy.pool.Move.Cordon;
import nomadops.autoscaler.policy.pool.Move.Launch;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms.Size;
import nomadops.autoscaler.policy.season.Season;
import org.junit.jupiter.api.Test;

/// A pool that is to be larger than the queue asks.
class FloorsTest {
  private final Scene scene = new Scene();
  private final Size size = Size.between(0, 100);

  @Test
  void withoutHeadroomFullNodesAreEnough() {
    full(9);

    assertThat(scene.launches()).isEmpty();
  }

  @Test
  void headroomGrowsWithTheSquareRootOfWhatRuns() {
    scene.terms = scene.terms.with(size.withHeadroom(2));
    // Nine nodes of four allocations: 36 run, their deviation is 6, two of them are 12: 3 nodes.
    full(9);

    PoolStep step = scene.step();

    assertThat(Scene.launches(step)).containsExactly(new Launch("asg", 9, 12, ""));
    assertThat(step.account().clamps())
        .contains(new Clamp("launch", 0, 3, "at least 12 (headroom 2.0: 9.0 nodes of work run)"));
  }

  @Test
  void greatAllocationsNeedMoreOfItThanManySmallOnes() {
    scene.terms = scene.terms.with(size.withHeadroom(1));
    full(16);
    assertThat(scene.launches()).containsExactly(new Launch("asg", 16, 18, ""));

    Scene great = new Scene();
    great.terms = scene.terms;
    for (int i = 0; i < 16; i++) {
      great.node("n" + i, 4);
      great.edit("n" + i, n -> n.allocations = 1);
    }
    assertThat(great.launches()).containsExactly(new Launch("asg", 16, 20, ""));
  }

  @Test
  void headroomIsNotGivenBackWhileItIsWanted() {
    scene.terms = scene.terms.with(size.withHeadroom(2));
    full(9);
    for (int i = 0; i < 5; i++) {
      scene.node("idle" + i, 0);
    }
    // (9 + 3) / 0.9 rounded up: 14.
    scene.needed(9);

    PoolStep step = scene.step();

    assertThat(step.account().need().now()).isEqualTo(14);
    assertThat(Scene.moves(step, Cordon.class)).isEmpty();
  }

  @Test
  void anEmptyPoolHasNoHeadroom() {
    scene.terms = scene.terms.with(size.withHeadroom(5));

    assertThat(scene.launches()).isEmpty();
  }

  @Test
  void whileTheQueueCannotBeSeenThePoolIsAsLargeAsItIsToBeThen() {
    scene.terms = scene.terms.with(size.withBlind(5));
    full(2);
    assertThat(scene.launches()).isEmpty();
    scene.queueAge = Duration.ofMinutes(10);

    PoolStep step = scene.step();

    assertThat(Scene.launches(step)).containsExactly(new Launch("asg", 2, 5, ""));
    assertThat(step.account().clamps().getFirst().reason())
        .startsWith("at least 5 (blind-min, as the queue was last seen 600 s ago");
  }

  @Test
  void whatWasNeededAtThisTimeTwiceIsReadyBeforeItIsNeeded() {
    scene.terms = scene.terms.with(size.withSeason(Season.DAY));
    scene.bootLag = Duration.ofMinutes(5);
    Instant eight = Instant.parse("2026-11-27T08:00:00Z");
    scene.state =
        PoolState.first(scene.terms, eight)
            .needed(7, eight.minus(Duration.ofDays(2)))
            .needed(6, eight.minus(Duration.ofDays(1)));

    scene.now = eight.minus(Duration.ofMinutes(6));
    assertThat(scene.launches()).isEmpty();

    scene.now = eight.minus(Duration.ofMinutes(5));
    PoolStep step = scene.step();
    assertThat(Scene.launches(step)).containsExactly(new Launch("asg", 0, 6, ""));
    assertThat(step.account().clamps().getFirst().reason())
        .isEqualTo("at least 6 (foresee day: needed at 2026-11-27T08:00:00Z the last two times)");
  }

  @Test
  void whatIsForeseenIsNotTakenForWhatIsNeeded() {
    scene.terms = scene.terms.with(size.withSeason(Season.DAY));
    scene.state =
        PoolState.first(scene.terms, scene.now)
            .needed(7, scene.now.minus(Duration.ofDays(2)))
            .needed(6, scene.now.minus(Duration.ofDays(1)));
    full(2);

    PoolState next = scene.step().next();

    // Two full nodes at nine tenths are three.
    assertThat(next.seasons().orElseThrow())
        .isEqualTo(scene.state.seasons().orElseThrow().with(3, scene.now));
  }

  @Test
  void onADoubtNothingIsLearnt() {
    scene.terms = scene.terms.with(size.withSeason(Season.DAY));
    scene.state = PoolState.first(scene.terms, scene.now);
    scene.queueAge = Duration.ofMinutes(10);
    full(2);

    assertThat(scene.step().next().seasons()).isEqualTo(scene.state.seasons());
  }

  @Test
  void maxIsNeverExceededForAnyOfThem() {
    scene.terms =
        scene.terms.with(Size.between(0, 4).withHeadroom(10).withBlind(4).withSeason(Season.DAY));
    scene.state =
        PoolState.first(scene.terms, scene.now)
            .needed(70, scene.now.minus(Duration.ofDays(2)))
            .needed(60, scene.now.minus(Duration.ofDays(1)));
    full(3);

    assertThat(scene.launches()).containsExactly(new Launch("asg", 3, 4, ""));
  }

  private void full(int nodes) {
    for (int i = 0; i < nodes; i++) {
      scene.node("n" + i, 4);
    }
  }
}
