package nomadops.autoscaler.trace;

import nomadops.autoscaler.shape.Resources;

/// A kind of work: what an autoscaler can tell apart, and learns a mean runtime for. Children of a
/// parameterized or periodic job are of their parent's class.
///
/// @param job namespace and id, or any other name
/// @param group the task group
/// @param ask of one allocation
public record TraceClass(String job, String group, Resources ask) {
  /// `job/group`.
  public String name() {
    return job + "/" + group;
  }

  /// The job's id without what Nomad appends for each child: `etl/dispatch-1700000000-ab12cd34` and
  /// `etl/periodic-1700000000` are `etl` (structs.DispatchLaunchSuffix, PeriodicLaunchSuffix).
  public static String parentOf(String job) {
    int dispatch = job.indexOf("/dispatch-");
    int periodic = job.indexOf("/periodic-");
    int cut = dispatch < 0 ? periodic : periodic < 0 ? dispatch : Math.min(dispatch, periodic);
    return cut <= 0 ? job : job.substring(0, cut);
  }
}
