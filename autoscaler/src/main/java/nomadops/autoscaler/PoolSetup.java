package nomadops.autoscaler;

import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.capacity.PoolScope;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.source.SizeSources;
import nomadops.autoscaler.target.Target;

/// One pool as it was set up.
///
/// @param priority of pools that compete; the greatest first
/// @param configured what a node is like while none was seen; empty when that was not said
/// @param targets where its machines come from, the preferred first
public record PoolSetup(
    PoolScope scope,
    int priority,
    PoolTerms terms,
    Optional<NodeProfile> configured,
    List<Target> targets,
    SizeSources sources) {
  public PoolSetup {
    targets = List.copyOf(targets);
  }

  /// The same, asking others: what they said last is known to them alone.
  public PoolSetup asking(SizeSources others) {
    return new PoolSetup(scope, priority, terms, configured, targets, others);
  }

  /// Its name.
  public String name() {
    return scope.pool();
  }
}
