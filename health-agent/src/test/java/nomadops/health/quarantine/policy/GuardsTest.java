package nomadops.health.quarantine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nomadops.health.quarantine.policy.facts.Verdicts;
import org.junit.jupiter.api.Test;

/// Each guard alone, on a fleet of ten of which one is sick.
class GuardsTest {
  private static final Duration LONG = Duration.ofMinutes(20);

  @Test
  void aSickClientIsQuarantinedWithItsReasonAndIndexOnceItWasSickForLongEnough() {
    Scene scene = Scene.of(10).sick("n003", "docker");

    assertThat(scene.doings(LONG))
        .singleElement()
        .isEqualTo(
            new Decision.Quarantine(
                "n003",
                "name-n003",
                100,
                scene.now.minus(LONG).plus(Scene.STEP.multipliedBy(7)).plus(Duration.ofHours(4)),
                "docker fails since 2026-11-27T12:30:30Z"));
  }

  @Test
  void untilThenItSettles() {
    assertThat(guard(Scene.of(10).sick("n003", "docker"), Duration.ofMinutes(2)))
        .isEqualTo(Guard.SETTLING);
  }

  @Test
  void aClientThatIsSilentIsLeftAlone() {
    Scene scene = Scene.of(10).silent("n003");

    assertThat(scene.doings(LONG)).isEmpty();
    assertThat(scene.step()).isEmpty();
  }

  @Test
  void aReportThatIsOldTellsNothing() {
    Scene scene = Scene.of(10).sick("n003", "docker");
    scene.go(Duration.ofMinutes(1));
    scene.silent("n003");

    assertThat(scene.doings(LONG)).isEmpty();
  }

  @Test
  void doubtIsNoSickness() {
    Scene scene = Scene.of(10);
    scene.reports.put("n003", Map.of("docker", Verdicts.unknown()));

    assertThat(scene.go(LONG)).isEmpty();
  }

  @Test
  void whatIsOfTheClientItselfProtectsIt() {
    assertThat(held(scene -> scene.edit("n003", node -> node.ready(false))))
        .isEqualTo(Guard.NOT_READY);
    assertThat(held(scene -> scene.edit("n003", node -> node.eligible(false))))
        .isEqualTo(Guard.INELIGIBLE);
    assertThat(held(scene -> scene.edit("n003", node -> node.draining(true))))
        .isEqualTo(Guard.DRAINING);
    assertThat(held(scene -> scene.edit("n003", Scene.Edit::never))).isEqualTo(Guard.OVERRIDE);
    assertThat(held(scene -> scene.edit("n003", Scene.Edit::exempt))).isEqualTo(Guard.EXEMPT);
  }

  @Test
  void withoutALeaderNothingIsDone() {
    assertThat(held(scene -> scene.leaderSince = Optional.empty())).isEqualTo(Guard.NO_LEADER);
  }

  @Test
  void onAViewThatIsStaleNothingIsDone() {
    assertThat(held(scene -> scene.fresh = false)).isEqualTo(Guard.STALE_VIEW);
  }

  @Test
  void afterAChangeOfLeaderOrVersionAndWhenTheOperatorSaysSoNobodyIsQuarantined() {
    assertThat(held(scene -> scene.leaderSince = Optional.of(scene.now.plusSeconds(900))))
        .isEqualTo(Guard.FREEZE);
    assertThat(held(scene -> scene.serversChangedAt = Optional.of(scene.now.plusSeconds(900))))
        .isEqualTo(Guard.FREEZE);
    assertThat(held(scene -> scene.frozenUntil = Optional.of(scene.now.plusSeconds(3600))))
        .isEqualTo(Guard.FREEZE);
  }

  @Test
  void aPauseWithoutAnEndIsToldAsOne() {
    Scene scene = Scene.of(10).sick("n003", "docker");
    scene.frozenUntil = Optional.of(Instant.MAX);

    assertThat(scene.go(Duration.ofMinutes(10)).getLast().reason())
        .isEqualTo("the operator wants no quarantine until it is resumed");
  }

  @Test
  void theFreezeEnds() {
    Scene scene = Scene.of(10).sick("n003", "docker");
    scene.leaderSince = Optional.of(scene.now);

    assertThat(scene.doings(Duration.ofSeconds(570))).isEmpty();
    assertThat(scene.doings(Duration.ofSeconds(30))).hasSize(1);
  }

  @Test
  void aDryRunTellsTheSameAtEveryStepAndSpendsNothing() {
    Scene scene = Scene.of(10).sick("n003", "docker");
    scene.dryRun = true;

    assertThat(scene.doings(LONG)).isEmpty();
    assertThat(scene.step())
        .singleElement()
        .satisfies(decision -> {
          assertThat(decision.reason()).startsWith("would be quarantined: docker fails");
          assertThat(((Decision.Hold) decision).guard()).isEqualTo(Guard.DRY_RUN);
        });
    assertThat(scene.state.begun()).isEmpty();
  }

  @Test
  void withMoreThanTheShareSickNoneIsQuarantined() {
    Scene scene = Scene.of(10).sick("n001", "docker").sick("n002", "memory").sick("n003", "disk");

    assertThat(scene.doings(LONG)).isEmpty();
    assertThat(guards(scene.step())).containsExactly(Guard.SHARE, Guard.SHARE, Guard.SHARE);
  }

  @Test
  void withJustTheShareSickAllAre() {
    Scene scene = Scene.of(10).sick("n001", "docker").sick("n002", "memory");

    assertThat(scene.doings(LONG)).hasSize(2);
  }

  @Test
  void theShareIsOfThePoolNotOfTheFleet() {
    Scene scene = Scene.of(50);
    IntStream.range(0, 4).forEach(i -> scene.add("small" + i, "small", "", "dc1"));
    scene.sick("small1", "docker");

    assertThat(scene.doings(LONG)).isEmpty();
    assertThat(guards(scene.step())).containsExactly(Guard.SHARE);
  }

  @Test
  void whatWeClosedCountsAsOutEvenWhenNobodyKnowsHowItIs() {
    Scene scene = Scene.of(10).sick("n003", "disk");
    scene.quarantined("n001", Duration.ofDays(1)).quarantined("n002", Duration.ofDays(1));
    scene.silent("n001").silent("n002");

    assertThat(scene.doings(Duration.ofMinutes(8))).isEmpty();
    assertThat(guards(scene.step())).containsExactly(Guard.SHARE);
  }

  @Test
  void theFewestOfThePoolOfAClassAndOfADatacenterAreLeft() {
    Scene pool = Scene.of(10).sick("n003", "docker");
    pool.terms = with(new QuarantineTerms.Fewest(10, 0, 0));
    Scene nodeClass = Scene.of(10);
    nodeClass.add("gpu", "default", "gpu", "dc1");
    Scene datacenter = Scene.of(10);
    datacenter.add("far", "default", "", "dc2");

    assertThat(guard(pool, LONG)).isEqualTo(Guard.MINIMUM_ELIGIBLE);
    assertThat(guard(nodeClass.sick("gpu", "docker"), LONG)).isEqualTo(Guard.MINIMUM_ELIGIBLE);
    assertThat(guard(datacenter.sick("far", "docker"), LONG)).isEqualTo(Guard.MINIMUM_ELIGIBLE);
  }

  @Test
  void threeAtOnceThenOneInSixMinutesTheWorstFirst() {
    Scene scene = Scene.of(100);
    List.of("n009", "n005", "n001", "n004", "n007").forEach(id -> scene.sick(id, "docker"));
    scene.sick("n007", "disk");

    assertThat(scene.doings(Duration.ofSeconds(210)))
        .extracting(decision -> ((Decision.Quarantine) decision).node())
        .containsExactly("n007", "n001", "n004");
    assertThat(guards(scene.step())).containsExactly(Guard.RATE, Guard.RATE);
    assertThat(scene.doings(Duration.ofMinutes(6)))
        .extracting(decision -> ((Decision.Quarantine) decision).node())
        .contains("n005")
        .doesNotContain("n009");
  }

  @Test
  void aControllerThatHasJustStartedWatchesFirstAndHasLittleBudget() {
    Scene scene = Scene.of(10).sick("n003", "docker").sick("n004", "docker");
    scene.state = QuarantineState.first(scene.now);

    assertThat(scene.doings(Duration.ofSeconds(570))).isEmpty();
    assertThat(guards(scene.step())).containsExactly(Guard.FREEZE, Guard.FREEZE);
    assertThat(scene.doings(Duration.ofSeconds(30))).hasSize(1);
    assertThat(guards(scene.step())).containsExactly(Guard.RATE);
  }

  /// The other one may have closed clients just before, and neither its writes nor its records need
  /// show yet.
  @Test
  void aControllerThatOnlyWatchedWaitsOnceItIsItsTurnHoweverLongTheLeaderHasBeenThere() {
    Scene scene = Scene.of(10).sick("n003", "docker");
    Optional<Instant> leader = scene.leaderSince;
    scene.leaderSince = Optional.empty();
    scene.go(LONG);
    scene.leaderSince = leader;

    assertThat(scene.doings(Duration.ofSeconds(570))).isEmpty();
    assertThat(guards(scene.step())).containsExactly(Guard.FREEZE);
    assertThat(scene.doings(Duration.ofSeconds(30))).hasSize(1);
  }

  private static Guard held(Consumer<Scene> change) {
    Scene scene = Scene.of(10).sick("n003", "docker");
    change.accept(scene);
    return guard(scene, LONG);
  }

  /// The one guard after a time in which nothing was done.
  private static Guard guard(Scene scene, Duration after) {
    assertThat(scene.doings(after)).isEmpty();
    List<Guard> guards = guards(scene.step());
    assertThat(guards).hasSize(1);
    return guards.getFirst();
  }

  private static List<Guard> guards(List<Decision> decisions) {
    return decisions.stream()
        .filter(Decision.Hold.class::isInstance)
        .map(decision -> ((Decision.Hold) decision).guard())
        .toList();
  }

  private static QuarantineTerms with(QuarantineTerms.Fewest fewest) {
    QuarantineTerms usual = QuarantineTerms.usual();
    return new QuarantineTerms(
        usual.mostShare(), fewest, usual.rate(), usual.common(), usual.waits());
  }
}
