package nomadops.snapshot.policy;

/// How many snapshots are kept: the newest of each of the last so many hours, days and weeks that
/// have one.
public record KeepTerms(int hourly, int daily, int weekly) {
  public KeepTerms {
    if (hourly < 0 || daily < 0 || weekly < 0) {
      throw new IllegalArgumentException(
          "keeps " + hourly + " hourly, " + daily + " daily, " + weekly + " weekly");
    }
  }

  int of(KeepClass keepClass) {
    return switch (keepClass) {
      case HOURLY -> hourly;
      case DAILY -> daily;
      case WEEKLY -> weekly;
    };
  }
}
