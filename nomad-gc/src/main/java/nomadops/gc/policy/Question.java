package nomadops.gc.policy;

/// What a row of the job list cannot tell. Each costs one request at the re-check, so it is asked
/// only of the jobs that need it.
///
/// Two more facts come with the re-check's own read of the job: its version, and the version tag of
/// that version.
public enum Question {
  /// Are all allocations terminal on their clients? Asked when the summary counts live ones: `dead`
  /// only says that they are terminal *or told to stop* (TerminalStatus in nomad/structs/alloc.go,
  /// 2.0.5).
  ALLOCATIONS,
  /// Are all evaluations finished? For most types the status `dead` answers: see [Eligibility].
  EVALUATIONS,
  /// Is an older version tagged? Added by the re-check when the job has older versions: Nomad keeps
  /// a job with any tagged version.
  VERSION_TAGS,
  /// When did the job's last allocation or evaluation change? Asked when the Raft index could not
  /// be dated.
  LAST_ACTIVITY,
  /// Do the newer runs of the same parent, for which the job may go, still stand? Asked of a job by
  /// a rule that keeps the last ones, once a moment for each parent.
  NEWER_RUNS,
  /// Is a service job that nobody stopped at its end, or only scaled down? Its groups' counts,
  /// their scaling and its deployments tell.
  STILL_WANTED
}
