package nomadops.exporter.row;

/// Whose series a job counts in: the children of a periodic or parameterized job count with their
/// parent, so that a thousand runs are one series. Nomad names children `parent/dispatch-...` and
/// `parent/periodic-...` (`structs.DispatchLaunchSuffix`, `PeriodicLaunchSuffix`, 1.7 to 2.0), and
/// an allocation outlives the job that could tell its parent.
public final class Owner {
  private static final String[] LAUNCHES = {"/dispatch-", "/periodic-"};

  private Owner() {}

  /// The id of the parent, or the job's own.
  public static String of(String jobId) {
    int end = jobId.length();
    for (String launch : LAUNCHES) {
      int at = jobId.lastIndexOf(launch);
      end = at > 0 ? Math.min(end, at) : end;
    }
    return jobId.substring(0, end);
  }
}
