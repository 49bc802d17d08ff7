package nomadops.autoscaler.facts;

import nomadops.client.model.JobKey;

/// Allocations that wait and that no new node would help.
///
/// @param count how many
/// @param why in one word, for counters
/// @param reason for people; names what stands in the way
public record Unscalable(JobKey job, String group, int count, Why why, String reason) {
  /// What stands in the way.
  public enum Why {
    /// Greater than an empty node of every pool that it may run in.
    TOO_LARGE,
    /// No pool's nodes meet its node pool, datacenters, constraints, drivers or volumes.
    CONSTRAINED,
    /// A namespace's quota is used up.
    QUOTA,
    /// Waits for a volume, or another thing that is not on nodes.
    VOLUME,
    /// The plan was refused too often; another try follows by itself.
    PLAN_CONFLICTS,
    /// The scheduler has not come to it yet: more nodes would be more work for it.
    SCHEDULER,
    /// The evaluation broker is paused.
    PAUSED,
    /// A system or sysbatch job: it comes with each node, and wants none for itself.
    SYSTEM,
    /// Its job could not be read.
    UNREADABLE
  }

  public String word() {
    return why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
