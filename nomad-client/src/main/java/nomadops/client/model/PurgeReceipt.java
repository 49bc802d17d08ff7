package nomadops.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a DELETE of a job led to. Nomad answers 200 also when there was nothing to delete.
///
/// | evaluation | jobModifyIndex | meaning |
/// |---|---|---|
/// | present | above 0 | deleted; the evaluation is the server's remaining work |
/// | empty | above 0 | deleted; a periodic or parameterized parent needs no evaluation |
/// | empty | 0 | nothing was there: purged before, or never known |
///
/// @param evaluation the deregister evaluation as Nomad wrote it; see [#evalId()]
/// @param jobModifyIndex the Raft index of the deletion: a list with a smaller index cannot know of
///   it
/// @param index the state's index
public record PurgeReceipt(
    @Nullable String evaluation, long evalCreateIndex, long jobModifyIndex, long index) {

  /// The deregister evaluation, when one was made.
  public Optional<String> evalId() {
    return Optional.ofNullable(evaluation).filter(id -> !id.isEmpty());
  }

  /// True when this very call deleted (or stopped) the job.
  public boolean deleted() {
    return jobModifyIndex > 0;
  }
}
