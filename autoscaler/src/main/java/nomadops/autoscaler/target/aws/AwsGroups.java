package nomadops.autoscaler.target.aws;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.target.Target;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;

/// The Auto Scaling groups of one region that are scaled here, a [Target] each. For many threads.
///
/// The role needs autoscaling:DescribeAutoScalingGroups, DescribeScalingActivities,
/// DescribeInstanceRefreshes, UpdateAutoScalingGroup, TerminateInstanceInAutoScalingGroup and
/// CreateOrUpdateTags.
///
/// Calls of a tick that reads all groups: one DescribeAutoScalingGroups for each hundred of them;
/// DescribeScalingActivities for those with launches under way or failed lately; and once a minute
/// DescribeInstanceRefreshes for each.
public final class AwsGroups implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  /// Time, as the groups see it.
  ///
  /// @param clock dates what was read
  /// @param ticker ages it
  /// @param pause waits a second for a claim to be readable
  public record Times(InstantSource clock, Ticker ticker, Pause pause) {}

  private final AutoScalingClient client;
  private final Map<String, Target> targets = new LinkedHashMap<>();

  AwsGroups(AutoScalingClient client, List<String> names, Times times) {
    this.client = client;
    AwsCalls calls = new AwsCalls(client);
    List<String> distinct = names.stream().distinct().toList();
    Descriptions descriptions = new Descriptions(calls, distinct, times.clock, times.ticker);
    for (String name : distinct) {
      targets.put(name, new AwsTarget(name, calls, descriptions, times.ticker, times.pause));
    }
  }

  /// With credentials from where the AWS SDK finds them: environment, profile, web identity,
  /// container, instance. Nothing is sent yet.
  ///
  /// @param region such as `eu-central-1`
  /// @param endpoint instead of the region's own, such as that of a VPC endpoint
  /// @param names of the groups
  public static AwsGroups in(
      String region, Optional<URI> endpoint, List<String> names, Times times) {
    return new AwsGroups(client(region, endpoint).build(), names, times);
  }

  /// Without retries of the SDK: the next tick is the retry, after another look.
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

  /// The group of that name.
  ///
  /// @throws IllegalArgumentException when it is none of those that were named
  public Target target(String name) {
    Target target = targets.get(name);
    if (target == null) {
      throw new IllegalArgumentException(name + " is none of the groups " + targets.keySet());
    }
    return target;
  }

  /// All of them, in the order in which they were named.
  public List<Target> targets() {
    return List.copyOf(targets.values());
  }

  @Override
  public void close() {
    client.close();
  }
}
