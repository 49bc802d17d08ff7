package nomadops.client;

/// What a delete of evaluations led to.
public sealed interface EvaluationsDeleted {

  /// Done.
  record Deleted(long count, long index) implements EvaluationsDeleted {}

  /// Refused: the eval broker runs. Pause it first, in the scheduler configuration.
  record BrokerRunning(String serverSaid) implements EvaluationsDeleted {}
}
