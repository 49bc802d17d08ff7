package nomadops.gc.bankrupt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final Symptoms BANKRUPT =
      symptoms(true, true, false, 20_000, 19_000, 500, 20_500, Map.of("batch", 50_000L), 40_000);

  private static Symptoms symptoms(
      boolean acls,
      boolean management,
      boolean paused,
      long pending,
      long deregister,
      long register,
      long later,
      Map<String, Long> dead,
      long due) {
    return new Symptoms(
        true,
        acls,
        management,
        paused,
        false,
        pending,
        deregister,
        register,
        later,
        Duration.ofSeconds(5),
        Duration.ofMinutes(9),
        dead,
        due);
  }

  private static List<Finding> against(Symptoms seen) {
    return Diagnosis.of(seen).stream()
        .filter(f -> f instanceof Finding.Doubt || f instanceof Finding.Bar)
        .toList();
  }

  @Test
  void aBankruptClusterIsOne() {
    assertThat(against(BANKRUPT)).isEmpty();
    assertThat(Diagnosis.of(BANKRUPT))
        .contains(
            new Finding.Fits(
                "20000 evaluations are pending, the oldest for 9m0s, and they do not get fewer"));
  }

  @Test
  void oneThatRecoversByItselfIsNone() {
    Symptoms falling =
        symptoms(true, true, false, 20_000, 19_000, 0, 18_500, Map.of("batch", 50_000L), 40_000);
    assertThat(against(falling))
        .singleElement()
        .isInstanceOf(Finding.Doubt.class)
        .extracting(Finding::text)
        .asString()
        .contains("they get fewer by 300 a second");
  }

  @Test
  void manyDeadJobsAloneAreNone() {
    assertThat(against(symptoms(true, true, false, 5, 0, 5, 5, Map.of("batch", 50_000L), 40_000)))
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("Collect with pace");
  }

  @Test
  void aUserWhoFloodsIsNone() {
    assertThat(
            against(
                symptoms(
                    true, true, false, 20_000, 100, 19_000, 21_000, Map.of("batch", 50_000L), 9)))
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("stop that user");
  }

  @Test
  void withoutDueJobsThereIsNothingToPurge() {
    assertThat(
            against(
                symptoms(true, true, false, 20_000, 900, 0, 20_000, Map.of("service", 50_000L), 0)))
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("nothing to purge");
  }

  @Test
  void aFloodThatAScriptLeftBehindIsOneEvenIfNothingIsDue() {
    Symptoms flooded = symptoms(true, true, false, 20_000, 19_000, 0, 20_000, Map.of(), 0);
    assertThat(against(flooded)).isEmpty();
    assertThat(Diagnosis.of(flooded))
        .filteredOn(Finding.Mind.class::isInstance)
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("only its evaluations are thrown away");
  }

  @Test
  void aPausedBrokerIsSomebodyElsesWork() {
    assertThat(
            against(
                symptoms(true, true, true, 20_000, 19_000, 0, 20_000, Map.of("batch", 50_000L), 9)))
        .singleElement()
        .isInstanceOf(Finding.Doubt.class);
  }

  @Test
  void aTokenOfLessIsABar() {
    assertThat(
            against(
                symptoms(
                    true, false, false, 20_000, 19_000, 0, 20_000, Map.of("batch", 50_000L), 9)))
        .singleElement()
        .isInstanceOf(Finding.Bar.class);
  }

  @Test
  void withoutAclsNobodyIsRefusedAndThatIsSaid() {
    Symptoms open =
        symptoms(false, true, false, 20_000, 19_000, 0, 20_000, Map.of("batch", 50_000L), 9);
    assertThat(against(open)).isEmpty();
    assertThat(Diagnosis.of(open)).anyMatch(Finding.Mind.class::isInstance);
  }

  @Test
  void theEstimateGrowsWithTheJobs() {
    Estimate few = Estimate.ofPurge(0).plus(Estimate.ofEvaluations(0));
    Estimate many = Estimate.ofPurge(20_000).plus(Estimate.ofEvaluations(20_000));
    assertThat(few.most()).isEqualTo(Duration.ofSeconds(2));
    assertThat(many.least()).isEqualTo(Duration.ofSeconds(16));
    assertThat(many.most()).isEqualTo(Duration.ofMinutes(2));
  }
}
