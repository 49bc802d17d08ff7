package nomadops.drainer.lifecycle;

/// How a lifecycle action ends. For a termination both end the instance; `ABANDON` skips the hooks
/// that are left, and where the group retains instances it keeps this one.
public enum HookResult {
  CONTINUE,
  ABANDON
}
