package nomadops.drainer.lifecycle;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import nomadops.drainer.notice.HookRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Heartbeats and completions as AWS gets them, and what its answers mean.
final class AwsHooksTest extends HooksRig {
  @Test
  void aHeartbeatNamesItsGroupHookTokenAndInstance() {
    answers("RecordLifecycleActionHeartbeat", done("RecordLifecycleActionHeartbeat"));
    assertThat(hooks.heartbeat(HOOK, INSTANCE)).isEqualTo(new HookAnswer.Done());
    AWS.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(containing("Action=RecordLifecycleActionHeartbeat"))
            .withRequestBody(containing("AutoScalingGroupName=workers"))
            .withRequestBody(containing("LifecycleHookName=drain"))
            .withRequestBody(containing("LifecycleActionToken=0befcbdb-6ecd"))
            .withRequestBody(containing("InstanceId=i-0633ac2b0d9769723")));
  }

  @ParameterizedTest
  @EnumSource
  void aCompletionCarriesItsResult(HookResult result) {
    answers("CompleteLifecycleAction", done("CompleteLifecycleAction"));
    assertThat(hooks.complete(HOOK, INSTANCE, result)).isEqualTo(new HookAnswer.Done());
    AWS.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(containing("LifecycleActionResult=" + result))
            .withRequestBody(containing("LifecycleActionToken=0befcbdb-6ecd"))
            .withRequestBody(containing("InstanceId=i-0633ac2b0d9769723")));
  }

  @Test
  void withoutATokenTheInstanceAloneNamesTheAction() {
    answers("CompleteLifecycleAction", done("CompleteLifecycleAction"));
    HookRef own = new HookRef("workers", "drain", "");
    assertThat(hooks.complete(own, INSTANCE, HookResult.CONTINUE)).isEqualTo(new HookAnswer.Done());
    assertThat(AWS.getAllServeEvents().getFirst().getRequest().getBodyAsString())
        .contains("InstanceId=i-0633ac2b0d9769723")
        .doesNotContain("LifecycleActionToken");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationError, No active Lifecycle Action found with token 0bef, Gone",
    "400, ValidationError, AutoScalingGroup name not found - AutoScalingGroup workers not found, Refused",
    "400, Throttling, Rate exceeded, Later",
    "400, RequestLimitExceeded, Request limit exceeded., Later",
    "429, TooManyRequests, slow down, Later",
    "500, ResourceContention, You already have a pending update, Later",
    "500, InternalFailure, oops, Later",
    "503, ServiceUnavailable, away, Later",
    "403, AccessDenied, User is not authorized, Refused",
    "403, ExpiredToken, The security token included in the request is expired, Refused",
    "403, InvalidClientTokenId, The security token included in the request is invalid, Refused"
  })
  void row10WhatAwsSaysDecidesWhetherItIsTriedAgain(
      int status, String code, String message, String expected) {
    answers("CompleteLifecycleAction", error(status, code, message));
    HookAnswer answer = hooks.complete(HOOK, INSTANCE, HookResult.CONTINUE);
    assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(reason(answer))
        .contains("CompleteLifecycleAction CONTINUE", "workers", "drain", INSTANCE.value())
        .contains(code, message)
        .doesNotContain("\n");
    assertThat(AWS.getAllServeEvents()).as("the plan retries, not the SDK").hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aCallThatIsCutOffIsForLater(Fault fault) {
    answers("RecordLifecycleActionHeartbeat", aResponse().withFault(fault));
    assertThat(reason(hooks.heartbeat(HOOK, INSTANCE), HookAnswer.Later.class))
        .contains("RecordLifecycleActionHeartbeat", "workers", "drain", INSTANCE.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>proxy</html>", "upstream connect error"})
  void a500WithoutAnErrorOfAwsIsForLater(String body) {
    answers("RecordLifecycleActionHeartbeat", aResponse().withStatus(502).withBody(body));
    assertThat(reason(hooks.heartbeat(HOOK, INSTANCE), HookAnswer.Later.class)).contains("502");
  }

  @Test
  void anEndpointThatIsNotThereIsForLater() {
    try (AwsHooks nowhere = hooks(1)) {
      assertThat(nowhere.heartbeat(HOOK, INSTANCE)).isInstanceOf(HookAnswer.Later.class);
    }
  }

  private static ResponseDefinitionBuilder done(String action) {
    return aResponse()
        .withBody(
            """
            <%1$sResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
              <%1$sResult/>
              <ResponseMetadata><RequestId>7c6e177f-f082</RequestId></ResponseMetadata>
            </%1$sResponse>
            """
                .formatted(action));
  }

  private static String reason(HookAnswer answer, Class<? extends HookAnswer> expected) {
    assertThat(answer).isInstanceOf(expected);
    return reason(answer);
  }

  private static String reason(HookAnswer answer) {
    return switch (answer) {
      case HookAnswer.Done() -> "done";
      case HookAnswer.Gone(String reason) -> reason;
      case HookAnswer.Later(String reason) -> reason;
      case HookAnswer.Refused(String reason) -> reason;
    };
  }
}
