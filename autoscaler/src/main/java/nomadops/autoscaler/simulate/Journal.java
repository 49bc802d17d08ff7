package nomadops.autoscaler.simulate;

/// Hears what happens to each allocation and node, for those who check it.
interface Journal {
  /// Hears nothing.
  Journal NONE = new Journal() {};

  /// A run began.
  ///
  /// @param firstAt when it first arrived
  /// @param node its id
  default void started(int shape, long firstAt, long now, int node) {}

  default void ended(int shape, long firstAt, long now, int node) {}

  default void killed(int shape, long firstAt, long now, int node) {}

  /// A node is gone.
  ///
  /// @param allocations that it has
  default void removed(int node, int allocations, long now) {}
}
