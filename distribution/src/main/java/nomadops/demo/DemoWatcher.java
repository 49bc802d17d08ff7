package nomadops.demo;

import java.net.URI;
import java.util.List;

/// Sees the demo while it runs.
public interface DemoWatcher {
  void started(URI address, DemoPlan plan);

  /// Called a few times a second.
  ///
  /// @param phases those that ended, and last the one under way
  /// @param ready evaluations that wait in the broker now
  void tick(List<Phase> phases, int ready);
}
