package nomadops.bench.drainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.bench.drainer.AutoScalingServer.Manners;
import org.junit.jupiter.api.Test;

/** Over the wire, in the query protocol. */
class AutoScalingServerTest {
  private static final String OF_I_1 = "&InstanceId=i-1&LifecycleActionToken=t";

  private final LifecycleActions actions = new LifecycleActions(Duration.ofSeconds(30));

  @Test
  void itTellsTheTermsOfItsHook() throws Exception {
    try (AutoScalingServer aws = new AutoScalingServer(actions, Manners.PERFECT)) {
      assertThat(ask(aws, "Action=DescribeLifecycleHooks&AutoScalingGroupName=bench").body())
          .contains(
              "<HeartbeatTimeout>30</HeartbeatTimeout>", "<GlobalTimeout>3000</GlobalTimeout>");
    }
  }

  @Test
  void itKeepsAnActionOpenAndCompletesItOnce() throws Exception {
    actions.begin("i-1", "t", Instant.now());
    try (AutoScalingServer aws = new AutoScalingServer(actions, Manners.PERFECT)) {
      assertThat(ask(aws, "Action=RecordLifecycleActionHeartbeat" + OF_I_1).statusCode())
          .isEqualTo(200);
      assertThat(ask(aws, "Action=CompleteLifecycleAction" + OF_I_1).statusCode()).isEqualTo(200);
      HttpResponse<String> again = ask(aws, "Action=CompleteLifecycleAction" + OF_I_1);
      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(again.body()).contains("ValidationError", "No active Lifecycle Action found");
      assertThat(aws.requests()).isEqualTo(3);
    }
  }

  @Test
  void whatItThrottlesIsNotDone() throws Exception {
    actions.begin("i-1", "t", Instant.now());
    try (AutoScalingServer aws = new AutoScalingServer(actions, new Manners(Duration.ZERO, 1, 0))) {
      HttpResponse<String> answer = ask(aws, "Action=CompleteLifecycleAction" + OF_I_1);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("Throttling", "Rate exceeded");
    }
    assertThat(actions.allOver(List.of("i-1"), Instant.now())).isFalse();
  }

  @Test
  void whatItLosesIsDoneAndNobodyIsTold() {
    actions.begin("i-1", "t", Instant.now());
    try (AutoScalingServer aws = new AutoScalingServer(actions, new Manners(Duration.ZERO, 0, 1))) {
      assertThatThrownBy(() -> ask(aws, "Action=CompleteLifecycleAction" + OF_I_1))
          .isInstanceOf(IOException.class);
    }
    assertThat(actions.allOver(List.of("i-1"), Instant.now())).isTrue();
    assertThat(actions.stories(List.of("i-1"), Instant.now()).getFirst().completedAgain()).isZero();
  }

  private static HttpResponse<String> ask(AutoScalingServer aws, String form) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(aws.address())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
