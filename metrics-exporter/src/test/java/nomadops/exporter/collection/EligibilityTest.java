package nomadops.exporter.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.JobKey;
import nomadops.exporter.row.JobRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long NOW = 1_000_000 * HOUR;

  @ParameterizedTest(name = "{0} stopped={1} parent={2} age={3} h evals={4} allocs={5}: {6}")
  @CsvSource({
    "batch,    false, false, 5, 0, 0, eligible",
    "sysbatch, false, false, 5, 0, 0, eligible",
    "batch,    false, false, 3, 0, 0, young",
    "batch,    false, true,  5, 0, 0, parent",
    "batch,    true,  true,  5, 0, 0, eligible",
    "service,  false, false, 5, 0, 0, not_stopped",
    "system,   false, false, 500, 0, 0, not_stopped",
    "service,  true,  false, 5, 0, 0, eligible",
    "service,  true,  false, 3, 0, 0, young",
    "batch,    false, false, 5, 1, 0, evaluation",
    "batch,    false, false, 5, 0, 1, allocation",
    "batch,    false, false, 5, 1, 1, evaluation",
  })
  void theRuleIsNomads(
      String type, boolean stop, boolean parent, int age, int evals, int allocs, String wanted) {
    JobRow job = job(type, stop, parent, NOW - age * HOUR);
    Activity activity = new Activity(evals, allocs, 0);

    assertThat(word(Eligibility.of(job, activity, Thresholds.USUAL, NOW))).isEqualTo(wanted);
  }

  @Test
  void aYoungEvaluationKeepsAnOldJob() {
    JobRow job = job("batch", false, false, NOW - 50 * HOUR);

    assertThat(word(Eligibility.of(job, new Activity(0, 0, NOW - HOUR), Thresholds.USUAL, NOW)))
        .isEqualTo("young");
    assertThat(Eligibility.of(job, new Activity(0, 0, NOW - 6 * HOUR), Thresholds.USUAL, NOW))
        .isEqualTo(new Eligibility.Eligible(NOW - 2 * HOUR));
  }

  @Test
  void itIsOverdueAfterTwoIntervals() {
    Eligibility.Eligible since = new Eligibility.Eligible(NOW - Duration.ofMinutes(12).toNanos());

    assertThat(since.overdue(Thresholds.USUAL, NOW)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void thresholdsAreTheServersOrTheUsual() {
    Map<String, String> set = Map.of("JobGCThreshold", "30m", "EvalGCThreshold", "rubbish");

    Thresholds thresholds = Thresholds.of(name -> Optional.ofNullable(set.get(name)));

    assertThat(thresholds.job()).isEqualTo(Duration.ofMinutes(30));
    assertThat(thresholds.eval()).isEqualTo(Thresholds.USUAL.eval());
    assertThat(thresholds.interval()).isEqualTo(Duration.ofMinutes(5));
  }

  private static JobRow job(String type, boolean stop, boolean parent, long submitted) {
    return new JobRow(
        new JobKey("default", "j"), "j", type, "dead", stop, parent, submitted, Map.of());
  }

  private static String word(Eligibility eligibility) {
    return switch (eligibility) {
      case Eligibility.Eligible _ -> "eligible";
      case Eligibility.Blocked(var reason) -> reason.word();
    };
  }
}
