package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.Notice;
import nomadops.runtime.config.Glob;

/// The Auto Scaling groups of our cluster, where several clusters share a queue. Pure.
///
/// Only lifecycle actions carry their group. What carries none (spot, rebalance, state changes,
/// Health) is never foreign: nothing tells whose it is.
///
/// @param ours empty for all
public record Groups(List<Glob> ours) {
  /// Every group is ours.
  public static final Groups ALL = new Groups(List.of());

  /// A message that this many drainers passed on goes round more slowly.
  private static final int ROUNDS = 10;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  public Groups {
    ours = List.copyOf(ours);
  }

  /// Whose a message is, if it concerns none of our groups: the name of the first of its groups.
  Optional<String> foreign(List<Notice> notices) {
    List<Optional<String>> groups = notices.stream().map(Groups::group).toList();
    boolean foreign =
        !groups.isEmpty() && groups.stream().allMatch(g -> g.isPresent() && !isOurs(g.get()));
    return foreign ? groups.getFirst() : Optional.empty();
  }

  private boolean isOurs(String group) {
    return ours.isEmpty() || ours.stream().anyMatch(glob -> glob.matches(group));
  }

  private static Optional<String> group(Notice notice) {
    return switch (notice) {
      case Notice.Terminating n -> Optional.of(n.hook()).map(HookRef::group);
      case Notice.Launching n -> Optional.of(n.hook()).map(HookRef::group);
      case Notice.SpotInterruption _,
          Notice.Rebalance _,
          Notice.StateChange _,
          Notice.Maintenance _,
          Notice.Returned _,
          Notice.Adopted _,
          Notice.Requested _ ->
          Optional.empty();
    };
  }

  /// When a message that is not ours is shown again: soon, since whose it is waits for it. A second
  /// at first; from the tenth delivery twice as long each time, up to `longest`, so that one that
  /// nobody takes goes round once in that time until its retention ends.
  static Duration handBackIn(int receiveCount, Duration longest) {
    int doublings = Math.clamp(receiveCount - ROUNDS, 0, 16);
    Duration in = SHORTEST.multipliedBy(1L << doublings);
    return in.compareTo(longest) < 0 ? in : longest;
  }
}
