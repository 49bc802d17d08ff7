package nomadops.drainer.lifecycle;

import java.util.List;
import nomadops.drainer.notice.HookRef;

/// Which lifecycle actions may wait for an instance that learnt of its end without a message, such
/// as from its metadata service, which names neither the group nor a hook.
public sealed interface OwnActions {

  /// One for each terminate hook of its group, with a blank token: AWS finds the action by the
  /// instance, and answers "gone" for one that does not wait.
  record Found(List<HookRef> hooks) implements OwnActions {
    public Found {
      hooks = List.copyOf(hooks);
    }
  }

  /// Nothing waits: it is in no group, or its group has no terminate hook.
  record None(String reason) implements OwnActions {}

  /// Not answered: throttled, unreachable, not allowed. Worth another try.
  record Failed(String reason) implements OwnActions {}
}
