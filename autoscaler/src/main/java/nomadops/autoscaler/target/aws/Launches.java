package nomadops.autoscaler.target.aws;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/// What a page of DescribeScalingActivities tells of launches.
///
/// `Progress` is 100 for an activity that failed, too; StatusCode and StatusMessage are what
/// counts.
///
/// @param outcome of the newest launch that came to one
/// @param starts when each machine's launch began
record Launches(Outcome outcome, Map<String, Instant> starts) {
  sealed interface Outcome {
    /// No launch on this page came to an end.
    record Unseen() implements Outcome {}

    record Succeeded() implements Outcome {}

    record Failed(LaunchFailure failure) implements Outcome {}
  }

  private static final int LONGEST = 300;
  private static final Pattern INSTANCE = Pattern.compile("\\bi-[0-9a-f]{8,17}\\b");

  /// Newest first, and of those that began together the failed one: the group as a whole has less
  /// than it was told.
  private static final Comparator<Activity> NEWEST_FIRST =
      Comparator.comparing(Launches::start)
          .reversed()
          .thenComparing(activity -> failure(activity).isEmpty());

  Launches {
    starts = Map.copyOf(starts);
  }

  static Launches of(List<Activity> activities) {
    List<Activity> launches =
        activities.stream().filter(Launches::isLaunch).sorted(NEWEST_FIRST).toList();
    Map<String, Instant> starts = new HashMap<>();
    for (Activity launch : launches) {
      Matcher instance = INSTANCE.matcher(launch.description());
      if (instance.find()) {
        starts.putIfAbsent(instance.group(), start(launch));
      }
    }
    return new Launches(outcome(launches), starts);
  }

  private static Outcome outcome(List<Activity> launches) {
    for (Activity launch : launches) {
      Optional<LaunchFailure> failure = failure(launch);
      if (failure.isPresent()) {
        return new Outcome.Failed(failure.get());
      }
      if (launch.statusCode() == ScalingActivityStatusCode.SUCCESSFUL) {
        return new Outcome.Succeeded();
      }
    }
    return new Outcome.Unseen();
  }

  /// `Launching a new EC2 instance: i-0633ac2b0d9769723`, and `... from warm pool: i-...`. One into
  /// the warm pool puts nothing into service.
  private static boolean isLaunch(Activity activity) {
    String description = text(activity.description());
    return description.startsWith("Launching a new EC2 instance")
        && !description.contains("into warm pool");
  }

  /// A cancelled launch without a message was only no longer wanted. One that goes on and tells of
  /// a stockout tries again and again by itself.
  private static Optional<LaunchFailure> failure(Activity launch) {
    String message = text(launch.statusMessage()).replace('\n', ' ').strip();
    boolean failed =
        switch (launch.statusCode()) {
          case FAILED -> true;
          case CANCELLED -> !message.isEmpty();
          case SUCCESSFUL -> false;
          // Those that go on, and those that a newer API may have.
          case null, default -> Stockout.isToldBy(message);
        };
    if (!failed) {
      return Optional.empty();
    }
    String said = message.isEmpty() ? launch.statusCodeAsString() + " without a message" : message;
    return Optional.of(
        new LaunchFailure(
            text(launch.activityId()),
            Optional.ofNullable(launch.endTime()).orElse(start(launch)),
            Stockout.isToldBy(message),
            said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said));
  }

  private static Instant start(Activity activity) {
    return Optional.ofNullable(activity.startTime()).orElse(Instant.EPOCH);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
