package nomadops.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchedulerConfigurationTest {
  private static SchedulerConfiguration of(String json) {
    return SchedulerConfiguration.of(RawJson.of(json));
  }

  private final SchedulerConfiguration before =
      of(
          """
          {"SchedulerAlgorithm":"spread","PauseEvalBroker":false,"RejectJobRegistration":false,"Unheard":7,"ModifyIndex":5}\
          """);

  @Test
  void changesTouchNothingElse() {
    SchedulerConfiguration next = before.withPauseEvalBroker(true).withRejectJobRegistration(true);
    assertThat(next.pauseEvalBroker()).isTrue();
    assertThat(next.rejectJobRegistration()).isTrue();
    assertThat(next.json().text()).contains("\"Unheard\":7").contains("\"spread\"");
    assertThat(next.modifyIndex()).isEqualTo(5);
    assertThat(before.rejectJobRegistration()).isFalse();
  }

  @Test
  void differencesAreNamedAndIndexesAreNone() {
    SchedulerConfiguration now =
        of(
            """
            {"SchedulerAlgorithm":"binpack","PauseEvalBroker":true,"RejectJobRegistration":false,"New":1,"ModifyIndex":9}\
            """);
    assertThat(now.differencesFrom(before))
        .containsExactly("New", "PauseEvalBroker", "SchedulerAlgorithm", "Unheard");
    assertThat(before.differencesFrom(before)).isEmpty();
  }
}
