package nomadops.health.quarantine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.health.quarantine.policy.facts.Ownership;
import org.junit.jupiter.api.Test;

/// Clients that there is a record for.
class OwnedTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aClientThatHasBeenWellForLongEnoughIsReleasedOnce() {
    Scene scene = Scene.of(10).sick("n003", "docker").quarantined("n003", DAY);
    assertThat(scene.doings(HOUR)).isEmpty();
    scene.well("n003");

    assertThat(scene.doings(Duration.ofMinutes(10))).isEmpty();
    assertThat(scene.doings(Duration.ofMinutes(4)))
        .singleElement()
        .isInstanceOfSatisfying(
            Decision.Release.class,
            release -> {
              assertThat(release.index()).isEqualTo(101);
              assertThat(release.reason()).isEqualTo("it has been well since 2026-11-27T13:30:30Z");
            });
  }

  @Test
  void aClientThatIsInDoubtIsReleasedWhenItsRecordExpired() {
    Scene scene = Scene.of(10).quarantined("n003", HOUR).silent("n003");

    assertThat(scene.doings(HOUR.minus(Scene.STEP))).isEmpty();
    assertThat(scene.doings(Duration.ofMinutes(1)))
        .singleElement()
        .isInstanceOf(Decision.Release.class);
  }

  @Test
  void aClientThatIsSickIsNotReleasedBecauseTimePassed() {
    Scene scene = Scene.of(10).sick("n003", "docker").quarantined("n003", HOUR);

    assertThat(scene.doings(HOUR.multipliedBy(5))).isEmpty();
    scene.silent("n003");
    assertThat(scene.doings(Duration.ofMinutes(9))).isEmpty();
    assertThat(scene.doings(Duration.ofMinutes(2))).hasSize(1);
  }

  @Test
  void whoeverTouchedItOwnsIt() {
    Scene scene = Scene.of(10).quarantined("n003", HOUR).edit("n003", node -> node.index(102));

    assertThat(scene.doings(Duration.ofMinutes(1)))
        .containsExactly(
            new Decision.Disown(
                "n003",
                "name-n003",
                "somebody touched it: its index is 102, and our write left 101"));
    scene.edit("n003", node -> node.ownership(Optional.empty()));
    assertThat(scene.doings(HOUR.multipliedBy(9))).isEmpty();
  }

  @Test
  void aSickClientThatSomebodyOpenedAgainIsLeftToThemForAWhile() {
    Scene scene = Scene.of(10).sick("n003", "docker").quarantined("n003", HOUR);
    scene.edit("n003", node -> node.index(102).eligible(true));
    assertThat(scene.doings(Duration.ofMinutes(1))).hasSize(1);
    scene.edit("n003", node -> node.ownership(Optional.empty()));

    assertThat(scene.doings(Duration.ofMinutes(58))).isEmpty();
    assertThat(scene.step())
        .singleElement()
        .isInstanceOfSatisfying(
            Decision.Hold.class, hold -> assertThat(hold.guard()).isEqualTo(Guard.THEIRS));
    assertThat(scene.doings(Duration.ofMinutes(2))).hasSize(1);
  }

  @Test
  void aViewFromBeforeOurWriteIsNobodysTouch() {
    Scene scene = Scene.of(10).sick("n003", "docker").quarantined("n003", HOUR);
    scene.edit("n003", node -> node.index(100).eligible(true));

    assertThat(scene.doings(Duration.ofMinutes(4))).isEmpty();
    assertThat(scene.step()).isEmpty();
  }

  @Test
  void aWriteThatNobodyKnowsTheEndOfIsDisownedInTheEnd() {
    Scene scene = Scene.of(10).sick("n003", "docker");
    Ownership intent =
        new Ownership("us", "docker fails", scene.now, scene.now.plus(HOUR), OptionalLong.empty());
    scene.edit("n003", node -> node.eligible(false).index(105).ownership(Optional.of(intent)));

    assertThat(scene.doings(Duration.ofSeconds(270))).isEmpty();
    assertThat(scene.doings(Scene.STEP))
        .containsExactly(
            new Decision.Disown("n003", "name-n003", "nobody knows whether our write was done"));
  }

  @Test
  void theOperatorsNeverReleasesAtOnce() {
    Scene scene = Scene.of(10).sick("n003", "docker").quarantined("n003", DAY);
    scene.edit("n003", Scene.Edit::never);

    assertThat(scene.doings(Scene.STEP)).singleElement().isInstanceOf(Decision.Release.class);
  }

  @Test
  void releasesWaitForALeaderAndAFreshViewToo() {
    Scene scene = Scene.of(10).quarantined("n003", DAY);
    scene.leaderSince = Optional.empty();
    assertThat(scene.doings(HOUR)).isEmpty();
    assertThat(hold(scene.step()).guard()).isEqualTo(Guard.NO_LEADER);
    assertThat(hold(scene.step()).reason()).startsWith("would be released: it has been well");

    scene.leaderSince = Optional.of(scene.now.minus(HOUR));
    scene.fresh = false;
    assertThat(hold(scene.step()).guard()).isEqualTo(Guard.STALE_VIEW);
    scene.fresh = true;
    scene.dryRun = true;
    assertThat(hold(scene.step()).guard()).isEqualTo(Guard.DRY_RUN);
    scene.dryRun = false;
    assertThat(scene.step()).singleElement().isInstanceOf(Decision.Release.class);
  }

  @Test
  void aFreezeKeepsNobodyClosed() {
    Scene scene = Scene.of(10).quarantined("n003", DAY);
    scene.frozenUntil = Optional.of(scene.now.plus(DAY));

    assertThat(scene.doings(Duration.ofMinutes(11))).hasSize(1);
  }

  @Test
  void whatWasSeenBeforeALongPauseDoesNotCount() {
    Scene scene = Scene.of(10).quarantined("n003", DAY);
    scene.go(Duration.ofMinutes(5));
    scene.now = scene.now.plus(HOUR);

    assertThat(scene.step()).isEmpty();
    assertThat(scene.doings(Duration.ofSeconds(570))).isEmpty();
  }

  private static Decision.Hold hold(List<Decision> decisions) {
    assertThat(decisions).hasSize(1);
    return (Decision.Hold) decisions.getFirst();
  }
}
