package nomadops.drainer.plan;

/// How batch work of one kind is treated.
///
/// @param rerun what a drain cut is run again
public record BatchTerms(BatchPolicy policy, boolean rerun) {
  /// What Nomad 1.11 and newer do by themselves.
  public static final BatchTerms DEFAULT = new BatchTerms(BatchPolicy.WAIT, false);
}
