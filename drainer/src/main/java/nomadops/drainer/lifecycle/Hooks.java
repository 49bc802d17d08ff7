package nomadops.drainer.lifecycle;

import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// What an Auto Scaling group is told about its lifecycle actions (EC2 Auto Scaling API
/// 2011-01-01). Expected outcomes are values; nothing is retried here beyond what the SDK does.
public interface Hooks {

  /// How long a hook waits (DescribeLifecycleHooks).
  ///
  /// @return what AWS says, or why it does not
  HookTerms.Answer terms(HookRef hook);

  /// Starts the hook's timeout anew (RecordLifecycleActionHeartbeat).
  HookAnswer heartbeat(HookRef hook, InstanceId instance);

  /// Ends the wait (CompleteLifecycleAction).
  HookAnswer complete(HookRef hook, InstanceId instance, HookResult result);
}
