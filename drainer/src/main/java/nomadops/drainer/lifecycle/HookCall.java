package nomadops.drainer.lifecycle;

import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// What is to be asked of the group now.
sealed interface HookCall {
  HookRef hook();

  InstanceId instance();

  record Beat(HookRef hook, InstanceId instance) implements HookCall {}

  record Complete(HookRef hook, InstanceId instance, HookResult result) implements HookCall {}

  /// Once for all actions of a hook.
  record AskTerms(HookRef hook, InstanceId instance) implements HookCall {}
}
