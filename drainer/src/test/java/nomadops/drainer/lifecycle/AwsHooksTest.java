package nomadops.drainer.lifecycle;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

@Timeout(60)
class AwsHooksTest {
  private static final WireMockServer AWS =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  private static final HookRef HOOK = new HookRef("workers", "drain", "0befcbdb-6ecd");
  private static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");

  private static final String HOOKS =
      """
      <DescribeLifecycleHooksResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
        <DescribeLifecycleHooksResult>
          <LifecycleHooks>
            <member>
              <AutoScalingGroupName>workers</AutoScalingGroupName>
              <LifecycleHookName>drain</LifecycleHookName>
              <LifecycleTransition>autoscaling:EC2_INSTANCE_TERMINATING</LifecycleTransition>
              <HeartbeatTimeout>300</HeartbeatTimeout>
              <GlobalTimeout>30000</GlobalTimeout>
              <DefaultResult>CONTINUE</DefaultResult>
            </member>
            <member>
              <AutoScalingGroupName>workers</AutoScalingGroupName>
              <LifecycleHookName>slow</LifecycleHookName>
              <LifecycleTransition>autoscaling:EC2_INSTANCE_TERMINATING</LifecycleTransition>
              <HeartbeatTimeout>7200</HeartbeatTimeout>
              <DefaultResult>ABANDON</DefaultResult>
            </member>
          </LifecycleHooks>
        </DescribeLifecycleHooksResult>
        <ResponseMetadata><RequestId>7c6e177f-f082-11e1-ac58-3714bEXAMPLE</RequestId></ResponseMetadata>
      </DescribeLifecycleHooksResponse>
      """;

  private final AtomicLong nanos = new AtomicLong();
  private final AwsHooks hooks = hooks(AWS.port());

  @BeforeAll
  static void start() {
    AWS.start();
  }

  @AfterAll
  static void stop() {
    AWS.stop();
  }

  @AfterEach
  void close() {
    hooks.close();
    AWS.resetAll();
  }

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

  @Test
  void theTermsAreThoseThatAwsGives() {
    answers("DescribeLifecycleHooks", aResponse().withBody(HOOKS));
    assertThat(hooks.terms(HOOK))
        .isEqualTo(
            new HookTerms.Answer.Known(
                new HookTerms(
                    Duration.ofMinutes(5), Duration.ofMinutes(500), HookResult.CONTINUE)));
  }

  @Test
  void aGlobalTimeoutThatAwsDoesNotGiveIsComputed() {
    answers("DescribeLifecycleHooks", aResponse().withBody(HOOKS));
    assertThat(hooks.terms(new HookRef("workers", "slow", "t")))
        .isEqualTo(
            new HookTerms.Answer.Known(
                new HookTerms(Duration.ofHours(2), Duration.ofDays(2), HookResult.ABANDON)));
    assertThat(AwsTerms.of(30, null, null).globalTimeout()).isEqualTo(Duration.ofMinutes(50));
    assertThat(AwsTerms.of(null, null, null).heartbeatTimeout()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aGroupIsAskedForOnceInTenMinutes() {
    answers("DescribeLifecycleHooks", aResponse().withBody(HOOKS));
    hooks.terms(HOOK);
    hooks.terms(new HookRef("workers", "slow", "t"));
    passes(Duration.ofMinutes(10).minusNanos(1));
    hooks.terms(HOOK);
    assertThat(AWS.getAllServeEvents()).hasSize(1);
    passes(Duration.ofNanos(1));
    hooks.terms(HOOK);
    assertThat(AWS.getAllServeEvents()).hasSize(2);
  }

  @Test
  void aHookThatTheGroupLacksIsUnknownAndLookedForAgainSoon() {
    answers("DescribeLifecycleHooks", aResponse().withBody(HOOKS));
    HookRef typo = new HookRef("workers", "drian", "t");
    assertThat(hooks.terms(typo))
        .isInstanceOfSatisfying(
            HookTerms.Answer.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("drian", "[drain, slow]"));
    hooks.terms(typo);
    assertThat(AWS.getAllServeEvents()).hasSize(1);
    passes(Duration.ofSeconds(30));
    hooks.terms(typo);
    assertThat(AWS.getAllServeEvents()).hasSize(2);
  }

  @Test
  void aGroupThatAwsDoesNotKnowIsUnknown() {
    answers(
        "DescribeLifecycleHooks",
        error(400, "ValidationError", "AutoScalingGroup name not found - null"));
    assertThat(hooks.terms(HOOK)).isInstanceOf(HookTerms.Answer.Unknown.class);
  }

  @Test
  void termsThatAreNotAnsweredAreAskedForAgainButNotByEveryAction() {
    answers("DescribeLifecycleHooks", error(403, "AccessDenied", "not authorized"));
    assertThat(hooks.terms(HOOK))
        .isInstanceOfSatisfying(
            HookTerms.Answer.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .contains("DescribeLifecycleHooks of group workers", "AccessDenied"));
    hooks.terms(HOOK);
    assertThat(AWS.getAllServeEvents()).hasSize(1);
    answers("DescribeLifecycleHooks", aResponse().withBody(HOOKS));
    passes(Duration.ofSeconds(30));
    assertThat(hooks.terms(HOOK)).isInstanceOf(HookTerms.Answer.Known.class);
  }

  @Test
  void row14TheActionsOfAnInstanceAreFoundWithoutAMessage() {
    answers("DescribeLifecycleHooks", aResponse().withBody(HOOKS));
    answers("DescribeAutoScalingInstances", instances("workers"));
    assertThat(hooks.ownActions(INSTANCE))
        .isEqualTo(
            new OwnActions.Found(
                List.of(new HookRef("workers", "drain", ""), new HookRef("workers", "slow", ""))));
    AWS.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(containing("InstanceIds.member.1=i-0633ac2b0d9769723")));
  }

  @Test
  void anInstanceForWhichNothingWaitsHasNoActions() {
    answers("DescribeAutoScalingInstances", instances());
    assertThat(hooks.ownActions(INSTANCE))
        .isEqualTo(new OwnActions.None(INSTANCE + " is in no Auto Scaling group"));
    answers("DescribeAutoScalingInstances", instances("workers"));
    String launch = HOOKS.replace("INSTANCE_TERMINATING", "INSTANCE_LAUNCHING");
    answers("DescribeLifecycleHooks", aResponse().withBody(launch));
    assertThat(hooks.ownActions(INSTANCE))
        .isEqualTo(new OwnActions.None("group workers has no terminate hook"));
  }

  @Test
  void actionsThatCannotBeAskedForAreNotTakenForNone() {
    answers("DescribeAutoScalingInstances", error(403, "AccessDenied", "not authorized"));
    assertThat(hooks.ownActions(INSTANCE)).isInstanceOf(OwnActions.Failed.class);
    answers("DescribeAutoScalingInstances", instances("workers"));
    answers("DescribeLifecycleHooks", error(400, "Throttling", "Rate exceeded"));
    assertThat(hooks.ownActions(INSTANCE)).isInstanceOf(OwnActions.Failed.class);
  }

  private AwsHooks hooks(int port) {
    AutoScalingClient client =
        AwsHooks.client("eu-central-1", Optional.of(URI.create("http://127.0.0.1:" + port)))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "s")))
            .build();
    return new AwsHooks(client, nanos::get);
  }

  private static ResponseDefinitionBuilder instances(String... groups) {
    StringBuilder members = new StringBuilder();
    for (String group : groups) {
      members.append(
          "<member><InstanceId>i-0633ac2b0d9769723</InstanceId><AutoScalingGroupName>"
              + group
              + "</AutoScalingGroupName><LifecycleState>Terminating:Wait</LifecycleState></member>");
    }
    return aResponse()
        .withBody(
            """
            <DescribeAutoScalingInstancesResponse \
            xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
              <DescribeAutoScalingInstancesResult>
                <AutoScalingInstances>%s</AutoScalingInstances>
              </DescribeAutoScalingInstancesResult>
              <ResponseMetadata><RequestId>7c6e177f-f082</RequestId></ResponseMetadata>
            </DescribeAutoScalingInstancesResponse>
            """
                .formatted(members));
  }

  private void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static void answers(String action, ResponseDefinitionBuilder answer) {
    AWS.stubFor(
        post(urlEqualTo("/")).withRequestBody(containing("Action=" + action)).willReturn(answer));
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

  private static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withBody(
            """
            <ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
              <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
              <RequestId>7c6e177f-f082</RequestId>
            </ErrorResponse>
            """
                .formatted(code, message));
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
