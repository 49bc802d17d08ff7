package nomadops.health.quarantine.view;

import java.util.List;
import nomadops.client.model.NodeStub;
import nomadops.runtime.config.Glob;

/// Which clients the operator's settings leave out.
///
/// @param pools globs of node pools
/// @param classes globs of node classes
public record Exempt(List<Glob> pools, List<Glob> classes) {
  public Exempt {
    pools = List.copyOf(pools);
    classes = List.copyOf(classes);
  }

  boolean covers(NodeStub node) {
    return pools.stream().anyMatch(glob -> glob.matches(node.nodePool()))
        || classes.stream().anyMatch(glob -> glob.matches(node.nodeClass()));
  }
}
