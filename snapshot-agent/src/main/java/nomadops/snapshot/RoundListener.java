package nomadops.snapshot;

/// Hears what the rounds do; counts it.
public interface RoundListener {

  void attempted(SaveOutcome outcome);

  void pruned(Pruner.Pruned pruned);

  /// A target did not do what it was asked.
  ///
  /// @param operation `list`, `keep` or `prune`
  void targetFailed(String operation);
}
