package nomadops.drainer.lifecycle;

/// How AWS took a heartbeat or a completion.
public sealed interface HookAnswer {

  record Done() implements HookAnswer {}

  /// The action is over already (ValidationError "No active Lifecycle Action found"): nothing is
  /// left to do.
  record Gone(String reason) implements HookAnswer {}

  /// Not now: throttled, unreachable, 5xx. Worth another try.
  record Later(String reason) implements HookAnswer {}

  /// Not allowed, or wrong in another way that a repeat does not mend.
  record Refused(String reason) implements HookAnswer {}
}
