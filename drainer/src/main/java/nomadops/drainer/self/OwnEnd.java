package nomadops.drainer.self;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private OwnEnd() {}

  /// The notices; at least one.
  ///
  /// @param waiting the hooks that wait for this instance, and are ours to complete
  /// @param firstSeen by our clock: the metadata service does not say when it began
  static List<Notice> notices(InstanceId instance, OwnActions waiting, Instant firstSeen) {
    return switch (waiting) {
      case OwnActions.Found(List<HookRef> hooks) ->
          hooks.stream()
              // A warm pool is another target, so it does not come back.
              .<Notice>map(hook -> new Notice.Terminating(instance, firstSeen, hook, false))
              .toList();
      case OwnActions.None(String reason) -> requested(instance, firstSeen, reason);
      case OwnActions.Failed(String reason) -> requested(instance, firstSeen, reason);
    };
  }

  /// Without an end: what is not stopped when the instance goes is lost, and so replaced by Nomad,
  /// while batch work that a deadline cuts would not be.
  private static List<Notice> requested(InstanceId instance, Instant firstSeen, String reason) {
    return List.of(
        new Notice.Requested(
            instance, firstSeen, REQUEST, Optional.empty(), "its group ends it; " + reason));
  }
}
