package nomadops.exporter.collection;

/// What is known of a job's evaluations and allocations.
///
/// @param liveEvaluations of those that are not over
/// @param liveAllocations of those that the client has not finished with
/// @param lastChange of any of them, nanoseconds since the epoch; 0 when there is none
public record Activity(int liveEvaluations, int liveAllocations, long lastChange) {
  public static final Activity NONE = new Activity(0, 0, 0);
}
