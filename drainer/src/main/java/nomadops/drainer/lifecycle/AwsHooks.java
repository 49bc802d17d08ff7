package nomadops.drainer.lifecycle;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.client.time.Ticker;
import nomadops.drainer.lifecycle.TermsCache.Hook;
import nomadops.drainer.lifecycle.TermsCache.Listing;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/// Lifecycle hooks of EC2 Auto Scaling (API 2011-01-01, query protocol). For many threads.
///
/// The role needs autoscaling:DescribeLifecycleHooks, autoscaling:RecordLifecycleActionHeartbeat
/// and autoscaling:CompleteLifecycleAction. A blank token is left out: AWS then finds the action by
/// its instance.
public final class AwsHooks implements Hooks, AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

  private final AutoScalingClient client;
  private final TermsCache cache;

  AwsHooks(AutoScalingClient client, Ticker ticker) {
    this.client = client;
    this.cache = new TermsCache(this::describe, ticker);
  }

  /// With credentials from where the AWS SDK finds them: environment, profile, web identity,
  /// container, instance. Nothing is sent yet.
  ///
  /// @param region such as `eu-central-1`
  /// @param endpoint instead of the region's own, such as that of a VPC endpoint
  public static AwsHooks in(String region, Optional<URI> endpoint, Ticker ticker) {
    return new AwsHooks(client(region, endpoint).build(), ticker);
  }

  /// Without retries of the SDK: [HeartbeatPlan] retries, spread over the hook's own time.
  static AutoScalingClientBuilder client(String region, Optional<URI> endpoint) {
    return AutoScalingClient.builder()
        .region(Region.of(region))
        .applyMutation(builder -> endpoint.ifPresent(builder::endpointOverride))
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(READ_TIMEOUT))
        .overrideConfiguration(override ->
            override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(CALL_TIMEOUT));
  }

  /// AWS is asked once in ten minutes for each group.
  @Override
  public HookTerms.Answer terms(HookRef hook) {
    return cache.terms(hook.group(), hook.hook());
  }

  @Override
  public HookAnswer heartbeat(HookRef hook, InstanceId instance) {
    return answer(
        "RecordLifecycleActionHeartbeat",
        hook,
        instance,
        () ->
            client.recordLifecycleActionHeartbeat(request ->
                request
                    .autoScalingGroupName(hook.group())
                    .lifecycleHookName(hook.hook())
                    .lifecycleActionToken(token(hook))
                    .instanceId(instance.value())));
  }

  @Override
  public HookAnswer complete(HookRef hook, InstanceId instance, HookResult result) {
    return answer(
        "CompleteLifecycleAction " + result,
        hook,
        instance,
        () ->
            client.completeLifecycleAction(request ->
                request
                    .autoScalingGroupName(hook.group())
                    .lifecycleHookName(hook.hook())
                    .lifecycleActionToken(token(hook))
                    .lifecycleActionResult(result.name())
                    .instanceId(instance.value())));
  }

  /// The terminate hooks of an instance's group (DescribeAutoScalingInstances, which the role must
  /// allow too, and DescribeLifecycleHooks).
  public OwnActions ownActions(InstanceId instance) {
    try {
      return client
          .describeAutoScalingInstances(request -> request.instanceIds(instance.value()))
          .autoScalingInstances()
          .stream()
          .findFirst()
          .map(member -> terminateHooks(member.autoScalingGroupName()))
          .orElse(new OwnActions.None(instance + " is in no Auto Scaling group"));
    } catch (SdkException | UncheckedIOException e) {
      return new OwnActions.Failed(
          "DescribeAutoScalingInstances for %s: %s".formatted(instance, AwsFault.of(e).said()));
    }
  }

  private OwnActions terminateHooks(String group) {
    return switch (cache.hooks(group)) {
      case Listing.Failed(String reason) -> new OwnActions.Failed(reason);
      case Listing.NoGroup(String reason) -> new OwnActions.None(reason);
      case Listing.Hooks(List<Hook> hooks) -> {
        List<HookRef> found =
            hooks.stream()
                .filter(hook -> hook.transition().equals(TERMINATING))
                .map(hook -> new HookRef(group, hook.name(), ""))
                .toList();
        yield found.isEmpty()
            ? new OwnActions.None("group " + group + " has no terminate hook")
            : new OwnActions.Found(found);
      }
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private static HookAnswer answer(
      String action, HookRef hook, InstanceId instance, Runnable call) {
    try {
      call.run();
      return new HookAnswer.Done();
    } catch (SdkException | UncheckedIOException e) {
      AwsFault fault = AwsFault.of(e);
      String reason =
          "%s for %s of group %s, hook %s: %s"
              .formatted(action, instance, hook.group(), hook.hook(), fault.said());
      return switch (fault.kind()) {
        case GONE -> new HookAnswer.Gone(reason);
        case LATER -> new HookAnswer.Later(reason);
        case REFUSED -> new HookAnswer.Refused(reason);
      };
    }
  }

  private Listing describe(String group) {
    try {
      return new Listing.Hooks(
          client
              .describeLifecycleHooks(request -> request.autoScalingGroupName(group))
              .lifecycleHooks()
              .stream()
              .map(AwsHooks::hook)
              .toList());
    } catch (SdkException | UncheckedIOException e) {
      String said = AwsFault.of(e).said();
      String reason = "DescribeLifecycleHooks of group %s: %s".formatted(group, said);
      return said.contains("AutoScalingGroup name not found")
          ? new Listing.NoGroup(reason + "; is it in region " + region() + "?")
          : new Listing.Failed(reason);
    }
  }

  private String region() {
    return client.serviceClientConfiguration().region().id();
  }

  private static Hook hook(LifecycleHook hook) {
    return new Hook(
        hook.lifecycleHookName(),
        hook.lifecycleTransition(),
        AwsTerms.of(hook.heartbeatTimeout(), hook.globalTimeout(), hook.defaultResult()));
  }

  private static @Nullable String token(HookRef hook) {
    return hook.token().isBlank() ? null : hook.token();
  }
}
