package nomadops.exporter.view;

import java.time.Duration;

/// How often the cluster is asked.
///
/// @param resync from one list of everything to the next while events come: what Nomad deletes
///   without an event shows until then
/// @param poll the same while no events come
/// @param servers between two looks at what the servers say of themselves
/// @param namespaces between two looks at which namespaces there are: a stream of all of them shows
///   those alone that there were when it was opened
/// @param page rows of one page; the server counts from the first row for each page
/// @param stale any server may answer, also one that lags
public record WatchTerms(
    Duration resync,
    Duration poll,
    Duration servers,
    Duration namespaces,
    int page,
    boolean stale) {
  public static final WatchTerms USUAL =
      new WatchTerms(
          Duration.ofMinutes(7),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          5_000,
          true);
}
