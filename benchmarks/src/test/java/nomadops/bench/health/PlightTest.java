package nomadops.bench.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.QuarantineTerms;
import org.junit.jupiter.api.Test;

class PlightTest {
  private static final int FLEET = 1_000;
  private static final int SICK = 300;

  private static Map<String, Integer> failing(Plight plight) {
    Map<String, Integer> counts = new HashMap<>();
    for (int agent = 0; agent < FLEET; agent++) {
      plight
          .says(agent, Instant.EPOCH)
          .forEach((check, report) -> {
            if (report.status() == Health.FAIL) {
              counts.merge(check, 1, Integer::sum);
            }
          });
    }
    return counts;
  }

  @Test
  void eachSickClientFailsOneCheckAtHomeAndNoCheckIsEverybodys() {
    Map<String, Integer> counts = failing(new Plight(false, SICK));

    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(SICK);
    int common = QuarantineTerms.usual().common().moreThan() * FLEET / 100;
    assertThat(counts.values()).allMatch(count -> count < common / 2);
  }

  @Test
  void aTargetThatIsDownIsNamedByEveryClient() {
    Plight plight = new Plight(true, 0);

    assertThat(failing(plight)).isEqualTo(Map.of("internet", FLEET));
    assertThat(plight.says(7, Instant.EPOCH).get("internet"))
        .satisfies(report ->
            assertThat(report == null ? Set.of() : report.failedTargets())
                .isEqualTo(Set.of(Plight.TARGET)));
  }

  @Test
  void aWellFleetAnswersTheSameQuestions() {
    assertThat(failing(Plight.well())).isEmpty();
    assertThat(new HashSet<>(Plight.well().says(0, Instant.EPOCH).keySet()))
        .isEqualTo(new Plight(true, 1).says(0, Instant.EPOCH).keySet());
  }
}
