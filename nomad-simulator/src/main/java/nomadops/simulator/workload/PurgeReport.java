package nomadops.simulator.workload;

/// What a purge run did.
///
/// @param asked jobs that were to be deleted
/// @param applied DELETEs that created an evaluation
/// @param seconds from the first DELETE until the last answer (until the last evaluation, for a
///   windowed purge)
public record PurgeReport(int asked, long applied, double seconds) {
  public double perSecond() {
    return seconds > 0 ? applied / seconds : 0;
  }
}
