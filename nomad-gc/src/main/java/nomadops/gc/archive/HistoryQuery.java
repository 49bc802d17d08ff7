package nomadops.gc.archive;

import java.time.Instant;
import java.util.Optional;
import nomadops.runtime.config.Glob;

/// Which rows are asked for; newest first.
///
/// @param job a glob over ids
/// @param namespace a name, or `*`
/// @param outcome empty for any
/// @param pendingToo also those whose job may be there still
/// @param since archived at or after
/// @param until archived before
/// @param limit at most so many rows
public record HistoryQuery(
    Glob job,
    String namespace,
    Optional<Glob> parent,
    Optional<String> outcome,
    boolean pendingToo,
    Optional<Instant> since,
    Optional<Instant> until,
    int limit) {

  /// Everything of one job.
  public static HistoryQuery ofJob(String namespace, String id) {
    return new HistoryQuery(
        new Glob(id),
        namespace,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Integer.MAX_VALUE);
  }
}
