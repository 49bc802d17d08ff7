package nomadops.health.check;

/// The findings of each kind that count together.
///
/// @param fails those of FAIL since the last OK
/// @param oks those of OK since the last FAIL
/// @param doubts those of UNKNOWN since anything else was found
record Runs(Run fails, Run oks, Run doubts) {
  static final Runs NONE = new Runs(Run.NONE, Run.NONE, Run.NONE);

  /// So many findings of one kind.
  ///
  /// @param since when the first of these looks began, a ticker's nanoseconds; of no meaning when
  ///   there was none
  record Run(int times, long since) {
    static final Run NONE = new Run(0, 0);

    private Run with(long began) {
      return new Run(times + 1, times == 0 ? began : since);
    }
  }

  /// @param began when the look began that found it
  Runs with(Health found, long began) {
    return switch (found) {
      case OK -> new Runs(Run.NONE, oks.with(began), Run.NONE);
      case FAIL -> new Runs(fails.with(began), Run.NONE, Run.NONE);
      case UNKNOWN -> new Runs(fails, oks, doubts.with(began));
    };
  }
}
