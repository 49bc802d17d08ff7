package nomadops.drainer.lifecycle;

import java.time.Duration;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// What became of an open lifecycle action.
public sealed interface HookEvent {
  HookRef hook();

  InstanceId instance();

  /// The last event of an action: it is heard once, and nothing more is sent for it.
  sealed interface Ended extends HookEvent {}

  /// AWS took the completion.
  record Completed(HookRef hook, InstanceId instance, HookResult result) implements Ended {}

  /// AWS says that the action is over: it was completed by another, it timed out, or the answer to
  /// our own completion was lost on the way.
  ///
  /// @param completing its completion had been asked for
  record Gone(HookRef hook, InstanceId instance, boolean completing, String reason)
      implements Ended {}

  /// The hook's global timeout is reached: AWS has gone on with the hook's default result.
  ///
  /// @param completing its completion had been asked for, and AWS never took it
  record Expired(HookRef hook, InstanceId instance, boolean completing, String reason)
      implements Ended {}

  /// No heartbeat was taken for longer than the hook waits. It is still tried.
  record Missed(HookRef hook, InstanceId instance, Duration timeout, String reason)
      implements HookEvent {}

  /// AWS does not allow a heartbeat or a completion. It is still tried: a role may be mended. Heard
  /// once, and again only when it worked in between.
  record Refused(HookRef hook, InstanceId instance, String reason) implements HookEvent {}
}
