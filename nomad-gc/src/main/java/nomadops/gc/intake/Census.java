package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nomadops.gc.policy.Verdict;
import org.jspecify.annotations.Nullable;

/// What one list showed, in numbers: a million retained jobs are a handful of counters. Filled by
/// one thread.
public final class Census {
  /// What is counted together.
  ///
  /// @param verdict `purge`, `keep`, `keep_forever` or `ineligible`
  /// @param reason stable code of the reason
  public record Group(String verdict, String reason) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      int byVerdict = verdict.compareTo(other.verdict);
      return byVerdict != 0 ? byVerdict : reason.compareTo(other.reason);
    }
  }

  private final TreeMap<Group, Long> counts = new TreeMap<>();
  private long rows;
  private @Nullable Instant earliestDue;

  void add(Verdict verdict) {
    rows++;
    counts.merge(new Group(word(verdict), verdict.reason().code().word()), 1L, Long::sum);
    if (verdict instanceof Verdict.Purge purge
        && (earliestDue == null || purge.due().isBefore(earliestDue))) {
      earliestDue = purge.due();
    }
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Purge _ -> "purge";
      case Verdict.Keep _ -> "keep";
      case Verdict.KeepForever _ -> "keep_forever";
      case Verdict.Ineligible _ -> "ineligible";
    };
  }

  /// Dead jobs in all.
  public long rows() {
    return rows;
  }

  public Map<Group, Long> counts() {
    return Map.copyOf(counts);
  }

  /// How many got this verdict.
  public long of(String verdict) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().verdict().equals(verdict))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// Since when the most overdue job has been due.
  public Optional<Duration> oldestOverdue(Instant now) {
    return Optional.ofNullable(earliestDue).map(due -> Duration.between(due, now));
  }
}
