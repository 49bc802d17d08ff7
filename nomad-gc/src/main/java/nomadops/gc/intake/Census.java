package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nomadops.gc.policy.Reason;
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

  /// Every group that there can be.
  public static final List<Group> GROUPS = groups();

  private static List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Reason.Code code : Reason.Code.values()) {
      groups.add(new Group(verdict(code), code.word()));
    }
    return List.copyOf(groups);
  }

  private static String verdict(Reason.Code code) {
    return switch (code) {
      case EXPIRED, EXPIRED_IF_IDLE -> "purge";
      case WITHIN_KEEP_TIME, AMONG_LAST_RUNS, RUNS_NOT_COUNTED, SUBMITTED_IN_FUTURE -> "keep";
      case RULE_KEEPS_FOREVER, META_KEEPS_FOREVER, META_MALFORMED -> "keep_forever";
      case NOT_DEAD, TYPE_UNKNOWN, NOT_STOPPED, PARENT_NOT_STOPPED, CHILDREN_ALIVE -> "ineligible";
    };
  }

  private final TreeMap<Group, Long> counts = new TreeMap<>();
  private long rows;
  private @Nullable Instant earliestDue;

  void add(Verdict verdict) {
    rows++;
    Reason.Code code = verdict.reason().code();
    counts.merge(new Group(verdict(code), code.word()), 1L, Long::sum);
    if (verdict instanceof Verdict.Purge purge
        && (earliestDue == null || purge.due().isBefore(earliestDue))) {
      earliestDue = purge.due();
    }
  }

  /// Dead jobs in all.
  public long rows() {
    return rows;
  }

  public long of(Group group) {
    return counts.getOrDefault(group, 0L);
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
