package nomadops.drainer.plan;

import java.time.Duration;
import nomadops.drainer.notice.Notice;

/// How the drainer goes about it, as the operator configured it.
///
/// @param longest a drain may take, counted from the first notice, where the cloud leaves more
/// @param margin kept free before the end of a budget
/// @param unknownPatience for how long an instance is looked for that Nomad does not know
/// @param ignoreSystemJobs system jobs stay on the node
public record Terms(
    Responses responses,
    Duration longest,
    Duration margin,
    Duration unknownPatience,
    boolean ignoreSystemJobs) {

  /// What each notice calls for.
  @FunctionalInterface
  public interface Responses {
    Response to(Notice notice);
  }
}
