package nomadops.autoscaler.target.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.client.time.Ticker;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/// What a description of a group does not tell, asked for seldom: its instance refresh once a
/// minute, its activities only when there may be news of launches. Each of these is a call per
/// group, and AWS counts an account's calls together.
final class GroupWatch {
  private static final Duration REFRESH_SHELF_LIFE = Duration.ofMinutes(1);
  private static final Duration ACTIVITY_SHELF_LIFE = Duration.ofSeconds(5);

  /// A failed launch is followed by others of the group's own, at growing distances.
  private static final Duration LATELY = Duration.ofMinutes(30);

  private final AwsCalls calls;
  private final Remembered<Optional<String>> refresh;
  private final Remembered<Launches> launches;
  private final Map<String, Instant> starts = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private Optional<LaunchFailure> failure = Optional.empty();
  private boolean looked;
  private boolean waiting;

  GroupWatch(AwsCalls calls, Ticker ticker) {
    this.calls = calls;
    this.refresh = new Remembered<>(REFRESH_SHELF_LIFE, ticker);
    this.launches = new Remembered<>(ACTIVITY_SHELF_LIFE, ticker);
  }

  /// The facts of a description, completed.
  synchronized Answer<GroupFacts> complete(AutoScalingGroup group, Instant at) {
    String name = group.autoScalingGroupName();
    Answer<Optional<String>> refreshing =
        refresh.get(() -> calls.refreshes(name).map(Standstills::refresh));
    if (refreshing instanceof Answer.Failed<Optional<String>>(AwsFault fault)) {
      return new Answer.Failed<>(fault);
    }
    if (mayHaveNews(group, at)) {
      switch (launches.get(() -> calls.activities(name).map(Launches::of))) {
        case Answer.Failed<Launches>(AwsFault fault) -> {
          return new Answer.Failed<>(fault);
        }
        case Answer.Got<Launches>(Launches found) -> learn(found, group);
      }
    }
    return refreshing.map(status -> AwsFacts.of(group, status, failure, starts, at));
  }

  /// The same without a look at the activities, which no effect depends on.
  synchronized Answer<GroupFacts> forEffect(AutoScalingGroup group, Instant at) {
    return refresh
        .get(() -> calls.refreshes(group.autoScalingGroupName()).map(Standstills::refresh))
        .map(status -> AwsFacts.of(group, status, failure, starts, at));
  }

  /// Also once after the last launch is over: that is when its outcome is told.
  private boolean mayHaveNews(AutoScalingGroup group, Instant at) {
    return !looked
        || waiting
        || waits(group)
        || !seen.containsAll(ids(group))
        || failure.filter(last -> last.at().isAfter(at.minus(LATELY))).isPresent();
  }

  private static boolean waits(AutoScalingGroup group) {
    return !AwsFacts.in(State.LAUNCHING, group).isEmpty()
        || AwsFacts.in(State.IN_SERVICE, group).size() < group.desiredCapacity();
  }

  private void learn(Launches found, AutoScalingGroup group) {
    looked = true;
    waiting = waits(group);
    List<String> ids = ids(group);
    seen.addAll(ids);
    seen.retainAll(ids);
    starts.putAll(found.starts());
    starts.keySet().retainAll(ids);
    switch (found.outcome()) {
      // More other activities than a page holds came after it; what was known still is.
      case Launches.Outcome.Unseen _ -> {}
      case Launches.Outcome.Succeeded _ -> failure = Optional.empty();
      case Launches.Outcome.Failed(LaunchFailure last) -> failure = Optional.of(last);
    }
  }

  private static List<String> ids(AutoScalingGroup group) {
    return group.instances().stream().map(Instance::instanceId).toList();
  }
}
