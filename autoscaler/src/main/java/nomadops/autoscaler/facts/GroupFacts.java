package nomadops.autoscaler.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A group of machines that can grow and shrink: an Auto Scaling group, or what a webhook or a
/// program stands for.
///
/// @param name as the configuration has it
/// @param desired how many machines it was told to have
/// @param min the least that it lets itself be told
/// @param max the most
/// @param members its machines, those that launch or end included
/// @param standstills what it cannot do now, and why
/// @param lastFailure of a launch, when the last launches failed; empty once one succeeded after it
/// @param owner who claims to scale it (its tag); empty for nobody
/// @param readAt when all of this was so
public record GroupFacts(
    String name,
    int desired,
    int min,
    int max,
    List<Member> members,
    List<Standstill> standstills,
    Optional<LaunchFailure> lastFailure,
    Optional<String> owner,
    Instant readAt) {
  public GroupFacts {
    members = List.copyOf(members);
    standstills = List.copyOf(standstills);
  }

  /// A machine.
  ///
  /// @param instance the cloud's id
  /// @param state where in its life it is
  /// @param healthy in the group's own view
  /// @param guarded must not be ended by scaling in (scale-in protection)
  /// @param launchedAt empty when the cloud does not tell
  public record Member(
      String instance,
      State state,
      boolean healthy,
      boolean guarded,
      Optional<Instant> launchedAt) {}

  /// The parts of a machine's life that matter here.
  public enum State {
    /// Pending, in every variant: it was paid for and is not there yet.
    LAUNCHING,
    IN_SERVICE,
    /// Standby or detaching: not ours to count on.
    ASIDE,
    /// Terminating, in every variant.
    ENDING,
    /// In a warm pool: not in service, quick to come.
    WARM
  }

  /// What it cannot do now.
  ///
  /// @param reason for people
  public record Standstill(Kind kind, String reason) {
    /// Which way.
    public enum Kind {
      NO_LAUNCH,
      NO_END,
      NEITHER
    }
  }

  /// Launches that did not succeed.
  ///
  /// @param id of the newest such activity
  /// @param at when it failed
  /// @param stockout the cloud has no such machine now, or the account may not have more
  /// @param said what the cloud said
  public record LaunchFailure(String id, Instant at, boolean stockout, String said) {}

  public boolean canLaunch() {
    return standstills.isEmpty()
        || standstills.stream().allMatch(s -> s.kind() == Standstill.Kind.NO_END);
  }

  public boolean canEnd() {
    return standstills.isEmpty()
        || standstills.stream().allMatch(s -> s.kind() == Standstill.Kind.NO_LAUNCH);
  }
}
