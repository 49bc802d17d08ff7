package nomadops.autoscaler.shape;

import java.util.List;
import java.util.Set;

/// On which nodes work may be placed.
///
/// @param nodePool the job's; `all` for any
/// @param datacenters globs, as the job has them
/// @param constraints the job's, the group's and its tasks', without `distinct_hosts` and
///   `distinct_property`, which are about neighbours: see [Shape#exclusives()]
/// @param drivers of the tasks, e.g. `docker`
/// @param hostVolumes by name, which a node must have
public record Where(
    String nodePool,
    List<String> datacenters,
    List<Constraint> constraints,
    Set<String> drivers,
    Set<String> hostVolumes) {
  /// Anywhere in the default node pool.
  public static final Where DEFAULT =
      new Where("default", List.of("*"), List.of(), Set.of(), Set.of());

  public Where {
    datacenters = List.copyOf(datacenters);
    constraints = List.copyOf(constraints);
    drivers = Set.copyOf(drivers);
    hostVolumes = Set.copyOf(hostVolumes);
  }
}
