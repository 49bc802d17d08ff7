package nomadops.autoscaler.target.aws;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/// The six calls of EC2 Auto Scaling that we need, each tried once. For many threads.
final class AwsCalls {
  /// Both the names that one DescribeAutoScalingGroups may ask for and the groups of its answer.
  static final int MOST_GROUPS = 100;

  private static final int MOST_PAGES = 10;
  private static final int MOST_ACTIVITIES = 100;
  private static final int FEW_REFRESHES = 5;

  /// What the SDK says when an answer has none.
  private static final String NO_REQUEST_ID = "UNKNOWN";

  private static final String RESOURCE_TYPE = "auto-scaling-group";

  private final AutoScalingClient client;

  AwsCalls(AutoScalingClient client) {
    this.client = client;
  }

  String region() {
    return client.serviceClientConfiguration().region().id();
  }

  /// Those of the named groups that there are.
  ///
  /// @param names at most [#MOST_GROUPS]
  Answer<List<AutoScalingGroup>> groups(List<String> names) {
    List<AutoScalingGroup> groups = new ArrayList<>();
    String token = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      switch (groupPage(names, token)) {
        case Answer.Failed<DescribeAutoScalingGroupsResponse>(AwsFault fault) -> {
          return new Answer.Failed<>(fault);
        }
        case Answer.Got<DescribeAutoScalingGroupsResponse>(var response) -> {
          groups.addAll(response.autoScalingGroups());
          token = response.nextToken();
        }
      }
      if (token == null || token.isEmpty()) {
        return new Answer.Got<>(List.copyOf(groups));
      }
    }
    return new Answer.Failed<>(
        new AwsFault(
            AwsFault.Kind.LATER,
            "DescribeAutoScalingGroups: more than " + MOST_PAGES + " pages for " + names.size()));
  }

  private Answer<DescribeAutoScalingGroupsResponse> groupPage(
      List<String> names, @Nullable String token) {
    return call(
        "DescribeAutoScalingGroups",
        () ->
            client.describeAutoScalingGroups(request ->
                request.autoScalingGroupNames(names).maxRecords(MOST_GROUPS).nextToken(token)));
  }

  /// The newest activities, newest first, hundred at most.
  Answer<List<Activity>> activities(String group) {
    Answer<DescribeScalingActivitiesResponse> answer =
        call(
            "DescribeScalingActivities",
            () ->
                client.describeScalingActivities(
                    request -> request.autoScalingGroupName(group).maxRecords(MOST_ACTIVITIES)));
    return answer.map(DescribeScalingActivitiesResponse::activities);
  }

  /// The newest instance refreshes.
  Answer<List<InstanceRefresh>> refreshes(String group) {
    return call(
            "DescribeInstanceRefreshes",
            () ->
                client.describeInstanceRefreshes(
                    request -> request.autoScalingGroupName(group).maxRecords(FEW_REFRESHES)))
        .map(response -> response.instanceRefreshes());
  }

  /// Sets DesiredCapacity, and nothing else.
  Answer<Integer> resize(String group, int desired) {
    return call(
            "UpdateAutoScalingGroup",
            () ->
                client.updateAutoScalingGroup(
                    request -> request.autoScalingGroupName(group).desiredCapacity(desired)))
        .map(_ -> desired);
  }

  /// @param decrement DesiredCapacity; otherwise the group launches another
  Answer<String> end(String instance, boolean decrement) {
    return call(
            "TerminateInstanceInAutoScalingGroup",
            () ->
                client.terminateInstanceInAutoScalingGroup(request ->
                    request.instanceId(instance).shouldDecrementDesiredCapacity(decrement)))
        .map(_ -> instance);
  }

  Answer<String> tag(String group, String key, String value) {
    Tag tag =
        Tag.builder()
            .resourceId(group)
            .resourceType(RESOURCE_TYPE)
            .key(key)
            .value(value)
            .propagateAtLaunch(false)
            .build();
    return call("CreateOrUpdateTags", () -> client.createOrUpdateTags(request -> request.tags(tag)))
        .map(_ -> value);
  }

  private static <R extends AutoScalingResponse> Answer<R> call(String action, Supplier<R> call) {
    try {
      R response = call.get();
      return NO_REQUEST_ID.equals(response.responseMetadata().requestId())
          ? new Answer.Failed<>(AwsFault.foreign(action))
          : new Answer.Got<>(response);
    } catch (SdkException | UncheckedIOException e) {
      return new Answer.Failed<>(AwsFault.of(action, e));
    }
  }
}
