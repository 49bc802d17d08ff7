package nomadops.health.probe.policy;

import nomadops.client.model.AutopilotHealth;

/// What the leader's autopilot was seen to say. Only a leader can answer for it.
public sealed interface Autopilot {

  /// It answered.
  ///
  /// @param at when it was asked
  record Seen(AutopilotHealth health, long at) implements Autopilot {}

  /// The token may not ask.
  record Forbidden(String said) implements Autopilot {}

  /// There is no leader that could answer.
  record NoLeader(String said) implements Autopilot {}

  /// No answer that can be read, or it was not asked yet.
  record Unseen(String said) implements Autopilot {}
}
