package nomadops.drainer.lifecycle;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.util.List;
import nomadops.drainer.notice.HookRef;
import org.junit.jupiter.api.Test;

/// What is asked of AWS about hooks: their terms, and the actions of an instance.
final class AwsTermsTest extends HooksRig {
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
}
