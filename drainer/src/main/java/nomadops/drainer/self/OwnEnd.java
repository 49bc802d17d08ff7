package nomadops.drainer.self;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.lifecycle.OwnActions;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;

/// What follows when the group ends this instance (`target-lifecycle-state` is `Terminated`). Pure.
///
/// The node is drained in any case: at once, also when AWS does not tell yet which hooks wait, and
/// also when none does.
final class OwnEnd {
  /// The same after a restart, so that it is one notice.
  private static final String REQUEST = "target-lifecycle-state";

  private final InstanceId instance;
  private final Set<String> wanted;

  /// @param wanted names of the hooks that are ours to complete; empty for all of the group
  OwnEnd(InstanceId instance, Set<String> wanted) {
    this.instance = instance;
    this.wanted = Set.copyOf(wanted);
  }

  /// The notices; at least one.
  ///
  /// @param firstSeen by our clock: the metadata service does not say when it began
  List<Notice> notices(OwnActions answer, Instant firstSeen) {
    return switch (answer) {
      case OwnActions.Found(List<HookRef> hooks) -> found(hooks, firstSeen);
      case OwnActions.None(String reason) -> List.of(requested(firstSeen, reason));
      case OwnActions.Failed(String reason) ->
          List.of(requested(firstSeen, "its hooks are not known yet: " + reason));
    };
  }

  private List<Notice> found(List<HookRef> hooks, Instant firstSeen) {
    List<Notice> ours =
        hooks.stream()
            .filter(hook -> wanted.isEmpty() || wanted.contains(hook.hook()))
            // Whether it goes to a warm pool is not told; those targets are other words.
            .map(hook -> (Notice) new Notice.Terminating(instance, firstSeen, hook, false))
            .toList();
    return ours.isEmpty()
        ? List.of(requested(firstSeen, "none of its group's hooks is one of " + wanted))
        : ours;
  }

  /// Without an end: what is not stopped when the instance goes is lost, and so replaced by Nomad,
  /// while batch work that a deadline cuts would not be.
  private Notice requested(Instant firstSeen, String reason) {
    return new Notice.Requested(
        instance, firstSeen, REQUEST, Optional.empty(), "its group ends it; " + reason);
  }
}
