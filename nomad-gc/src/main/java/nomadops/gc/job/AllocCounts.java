package nomadops.gc.job;

/// How many allocations of a job are in each client status, summed over its task groups, as
/// `JobSummary` counts them.
///
/// Nomad counts `complete` and `failed` up and never down, the others both ways
/// (updateSummaryWithAlloc in nomad/state/state_store.go, 2.0.5). Counts can drift: Nomad has a
/// repair command for them. They prove that nothing runs only when every live count is 0.
public record AllocCounts(
    int queued, int starting, int running, int complete, int failed, int lost, int unknown) {
  public static final AllocCounts NONE = new AllocCounts(0, 0, 0, 0, 0, 0, 0);

  /// True if the summary alone shows that every allocation is terminal on its client.
  public boolean provesNothingRuns() {
    return starting == 0 && running == 0 && unknown == 0;
  }

  public AllocCounts plus(AllocCounts o) {
    return new AllocCounts(
        queued + o.queued,
        starting + o.starting,
        running + o.running,
        complete + o.complete,
        failed + o.failed,
        lost + o.lost,
        unknown + o.unknown);
  }

  /// How the job ended. One failed allocation makes it failed even when a later attempt succeeded:
  /// such jobs are usually kept longer, and keeping longer is the safe mistake.
  public Outcome outcome() {
    if (failed > 0) {
      return Outcome.FAILED;
    }
    if (lost > 0) {
      return Outcome.LOST;
    }
    return complete > 0 ? Outcome.COMPLETE : Outcome.NONE;
  }
}
