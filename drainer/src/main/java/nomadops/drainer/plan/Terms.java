package nomadops.drainer.plan;

import java.time.Duration;
import nomadops.drainer.notice.Notice;

/// How the drainer goes about it, as the operator configured it.
///
/// @param longest a drain may take, counted from the first notice, where the cloud leaves more
/// @param margin kept free before the end of a budget
/// @param unknownPatience for how long an instance is looked for that Nomad does not know
/// @param ignoreSystemJobs system jobs stay on the node
/// @param batch what becomes of batch work
/// @param placesCutBatchAnew Nomad places a batch allocation anew that a drain's deadline cut off:
///   it does so before 1.11.0 and, in its Enterprise edition, before 1.10.6
public record Terms(
    Responses responses,
    Duration longest,
    Duration margin,
    Duration unknownPatience,
    boolean ignoreSystemJobs,
    BatchRules batch,
    boolean placesCutBatchAnew) {

  /// With a Nomad that does not place cut batch work anew, and nothing special about it.
  public Terms(
      Responses responses,
      Duration longest,
      Duration margin,
      Duration unknownPatience,
      boolean ignoreSystemJobs) {
    this(responses, longest, margin, unknownPatience, ignoreSystemJobs, BatchRules.DEFAULT, false);
  }

  /// What each notice calls for.
  @FunctionalInterface
  public interface Responses {
    Response to(Notice notice);
  }
}
