package nomadops.client.model;

import java.util.Map;

/// What an evaluation says about the allocations that it could not place.
///
/// @param groups by task group: why (`FailedTGAllocs`)
/// @param quotaLimitReached the quota that is used up (Nomad Enterprise); empty for none
/// @param missingNonNodeResources waits for something that is not on nodes, as a CSI volume
///   (`MissingNonNodeResources`, from 2.0 on)
/// @param escapedComputedClass depends on more than the class of nodes (`EscapedComputedClass`):
///   each new node will be tried
/// @param snapshotIndex the Raft index of the state that it looked at; 0 when it is not told
public record PlacementFailures(
    Map<String, FailedPlacement> groups,
    String quotaLimitReached,
    boolean missingNonNodeResources,
    boolean escapedComputedClass,
    long snapshotIndex) {
  /// Nothing is said.
  public static final PlacementFailures NONE = new PlacementFailures(Map.of(), "", false, false, 0);

  public PlacementFailures {
    groups = Fields.map(groups);
    quotaLimitReached = Fields.text(quotaLimitReached);
  }
}
