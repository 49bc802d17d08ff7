package nomadops.simulator.state;

/// Allocations of one task group by outcome, as a job summary counts them.
public record GroupCounts(
    int queued, int complete, int failed, int running, int starting, int lost) {
  public static final GroupCounts ZERO = new GroupCounts(0, 0, 0, 0, 0, 0);

  /// One of those that were queued has been placed.
  public GroupCounts dequeued() {
    return new GroupCounts(Math.max(0, queued - 1), complete, failed, running, starting, lost);
  }
}
