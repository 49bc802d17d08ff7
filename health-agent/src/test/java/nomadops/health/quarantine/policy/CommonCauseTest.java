package nomadops.health.quarantine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.health.quarantine.policy.facts.Verdicts;
import org.junit.jupiter.api.Test;

class CommonCauseTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void oneTargetThatAThousandClientsFailIsToldOnceAStepAndQuarantinesNobody() {
    Scene scene = Scene.of(1_000);
    scene.nodes.keySet().forEach(id -> scene.sick(id, "internet", "dns.example:53"));

    assertThat(scene.doings(Duration.ofMinutes(20))).isEmpty();
    List<Decision> decisions = scene.step();

    assertThat(decisions)
        .filteredOn(Decision.CommonCause.class::isInstance)
        .singleElement()
        .isEqualTo(
            new Decision.CommonCause(
                new Cause.Target("dns.example:53"),
                1_000,
                1_000,
                "1000 of 1000 clients fail dns.example:53: that is not the clients' fault, none is quarantined for it"));
    assertThat(decisions.stream().filter(decision -> decision instanceof Decision.Hold))
        .hasSize(1_000)
        .allMatch(decision -> ((Decision.Hold) decision).guard() == Guard.COMMON_CAUSE);
  }

  @Test
  void aThirdOfAThousandReallySickStaysWithinTheBudget() {
    Scene scene = Scene.of(1_000);
    List<String> ids = List.copyOf(scene.nodes.keySet());
    // Each for a fault of its own; the budget is 200.
    for (int i = 0; i < 195; i++) {
      scene.sick(ids.get(i), "docker", "only-of-" + i).quarantined(ids.get(i), Duration.ofDays(9));
    }
    int quarantined = 195;
    for (int i = 195; i < 205; i++) {
      scene.sick(ids.get(i), "docker", "only-of-" + i);
      quarantined += scene.doings(Duration.ofMinutes(7)).size();
    }
    assertThat(quarantined).isEqualTo(200);
    for (int i = 205; i < 300; i++) {
      scene.sick(ids.get(i), "docker", "only-of-" + i);
    }
    assertThat(scene.doings(HOUR)).isEmpty();
  }

  @Test
  void aThirdOfAThousandSickAtOnceQuarantinesNobody() {
    Scene scene = Scene.of(1_000);
    scene.nodes.keySet().stream().limit(300).forEach(id -> scene.sick(id, "docker", "of-" + id));

    assertThat(scene.doings(HOUR)).isEmpty();
  }

  @Test
  void justThirtyPercentIsNotYetCommonAndOneMoreIs() {
    Scene scene = Scene.of(10);
    List.of("n000", "n001", "n002").forEach(id -> scene.sick(id, "internet", "a.example"));

    assertThat(causes(scene)).isEmpty();
    assertThat(causes(scene.sick("n003", "internet", "a.example")))
        .containsExactly(new Cause.Target("a.example"));
  }

  @Test
  void whoIsSilentOrInDoubtDoesNotCount() {
    Scene scene = Scene.of(10);
    List.of("n000", "n001", "n002").forEach(id -> scene.sick(id, "internet", "a.example"));
    scene.silent("n008");
    scene.reports.put("n009", Map.of("internet", Verdicts.unknown()));

    assertThat(causes(scene)).containsExactly(new Cause.Target("a.example"));
  }

  @Test
  void oneClientAloneHasNothingInCommon() {
    assertThat(causes(Scene.of(2).sick("n000", "internet", "a.example"))).isEmpty();
  }

  @Test
  void aCheckThatFailsAtHomeEverywhereIsNotTheClientsFaultEither() {
    Scene scene = Scene.of(10);
    scene.nodes.keySet().forEach(id -> scene.sick(id, "docker"));

    assertThat(scene.doings(HOUR)).isEmpty();
    assertThat(causes(scene)).containsExactly(new Cause.AtHome("docker"));
  }

  @Test
  void poolsAreTakenTogether() {
    Scene scene = Scene.of(6);
    scene.add("other1", "other", "", "dc1");
    scene.add("other2", "other", "", "dc1");
    scene.sick("n000", "internet", "a.example").sick("n001", "internet", "a.example");

    assertThat(causes(scene.sick("other1", "internet", "a.example")))
        .containsExactly(new Cause.Target("a.example"));
  }

  @Test
  void whoFailsAnotherCheckOfItsOwnIsQuarantinedForThat() {
    Scene scene = Scene.of(10);
    scene.nodes.keySet().forEach(id -> scene.sick(id, "internet", "a.example"));
    scene.sick("n004", "docker");

    assertThat(scene.doings(Duration.ofMinutes(10)))
        .singleElement()
        .satisfies(decision -> {
          assertThat(((Decision.Quarantine) decision).node()).isEqualTo("n004");
          assertThat(decision.reason()).startsWith("docker fails since ");
        });
  }

  @Test
  void whoWasSickOfItselfIsNotThereforeSickForLongOfWhatTheFleetBeginsToFail() {
    Scene scene = Scene.of(40);
    scene.frozenUntil = Optional.of(scene.now.plus(Duration.ofMinutes(11)));
    scene.sick("n003", "docker");
    assertThat(scene.doings(Duration.ofMinutes(10))).isEmpty();

    // It recovers, and is the first to notice that the registry is gone.
    scene.well("n003").sick("n003", "internet", "registry:443");
    assertThat(scene.doings(Duration.ofMinutes(2))).isEmpty();
    scene.nodes.keySet().forEach(node -> scene.sick(node, "internet", "registry:443"));

    assertThat(scene.doings(Duration.ofMinutes(30))).isEmpty();
  }

  @Test
  void whileClientsRecoverOneByOneTheLastOnesAreExcusedToo() {
    Scene scene = Scene.of(10);
    scene.nodes.keySet().forEach(id -> scene.sick(id, "internet", "a.example"));
    scene.go(Duration.ofMinutes(10));
    scene.nodes.keySet().stream().skip(1).forEach(scene::well);

    assertThat(scene.doings(Duration.ofMinutes(29))).isEmpty();
    assertThat(scene.doings(Duration.ofMinutes(10))).hasSize(1);
  }

  private static List<Cause> causes(Scene scene) {
    return scene.step().stream()
        .filter(Decision.CommonCause.class::isInstance)
        .map(decision -> ((Decision.CommonCause) decision).cause())
        .toList();
  }
}
