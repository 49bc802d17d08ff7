package nomadops.autoscaler.facts;

/// How the scheduler itself does.
///
/// @param brokerPaused nothing is scheduled until an operator says so (`PauseEvalBroker`)
/// @param pendingEvals evaluations that wait for a scheduler or are with one
/// @param leader the cluster has one
public record Pressure(boolean brokerPaused, int pendingEvals, boolean leader) {
  /// All is well.
  public static final Pressure NONE = new Pressure(false, 0, true);
}
