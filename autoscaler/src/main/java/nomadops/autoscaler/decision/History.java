package nomadops.autoscaler.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nomadops.autoscaler.Observer;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.facts.Unscalable;

/// The decisions of lately, pool by pool, each with all that it was made from. Those that say the
/// same one after the other are one entry, which counts them. For many threads.
public final class History implements Observer {
  private final Map<String, Track> tracks = new TreeMap<>();
  private final Skips skips = new Skips();
  private int kept;

  /// Nothing happened yet.
  ///
  /// @param kept entries for each pool; 0 keeps none
  public History(int kept) {
    this.kept = kept;
  }

  /// What is asked for.
  ///
  /// @param pool empty for all of them
  /// @param job a part of the id of a job that waited; empty for every decision
  /// @param limit entries at most
  public record Question(Optional<String> pool, Optional<String> job, int limit) {}

  /// From now on so many entries are kept.
  public synchronized void keep(int most) {
    kept = most;
    tracks.values().forEach(track -> track.shrink(most));
    skips.shrink(most);
  }

  /// What is known of other pools is forgotten.
  @Override
  public synchronized void follow(List<String> pools) {
    tracks.keySet().retainAll(pools);
  }

  @Override
  public synchronized void decided(PoolReport report) {
    tracks.computeIfAbsent(report.terms().pool(), _ -> new Track()).add(report, kept);
  }

  @Override
  public synchronized void turned(Instant at, List<Unscalable> skipped, Duration took) {
    skips.saw(at, skipped, kept);
  }

  private record Found(String pool, Entry entry) {}

  /// The newest first, by when each was last so.
  public synchronized Map<String, Object> document(Question question) {
    List<Found> found = new ArrayList<>();
    tracks.forEach((pool, track) -> {
      if (question.pool().isEmpty() || question.pool().get().equals(pool)) {
        track.entries().reversed().stream()
            .filter(e -> question.job().isEmpty() || e.isAbout(question.job().get()))
            .forEach(e -> found.add(new Found(pool, e)));
      }
    });
    found.sort(Comparator.comparing((Found one) -> one.entry().to()).reversed());
    List<Map<String, Object>> decisions =
        found.stream()
            .limit(question.limit())
            .map(one -> one.entry().document(one.pool(), question.job()))
            .toList();
    Map<String, Object> all =
        Fields.of(
            "kept",
            kept,
            "decisions",
            decisions,
            "left_off",
            Math.max(0, found.size() - decisions.size()));
    if (question.pool().isEmpty()) {
      all.put("skipped", skips.document(question.job().orElse(""), question.limit()));
    }
    return all;
  }
}
