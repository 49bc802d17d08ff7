package nomadops.autoscaler;

import java.util.List;

/// The pools of one configuration.
///
/// @param pools in any order
/// @param resources closed once another set has taken its place
public record PoolSet(List<ManagedPool> pools, AutoCloseable resources) {
  public PoolSet {
    pools = List.copyOf(pools);
  }
}
