package nomadops.gc.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Verdict;

/// What other rules would change, gathered job by job. The first changes are kept, as many as there
/// is room for; everything is counted. Filled by one thread.
public final class RuleDiff {
  /// What becomes of a job under the other rules.
  public enum Kind {
    /// It would go now, and is kept as things are.
    GOES,
    /// It would be kept, and goes as things are.
    STAYS
  }

  /// A job whose fate would change.
  public record Change(Kind kind, DeadJob job, Verdict before, Verdict after) {}

  /// How many jobs a rule decides, and lets go now, before and after.
  public record Tally(String rule, long before, long goingBefore, long after, long goingAfter) {}

  private static final Comparator<Change> ORDER =
      Comparator.comparing(Change::kind).thenComparing(change -> change.job().key());

  private static final class Counts {
    long before;
    long goingBefore;
    long after;
    long goingAfter;
  }

  private final int room;
  private final PriorityQueue<Change> first = new PriorityQueue<>(ORDER.reversed());
  private final Map<String, Counts> rules = new LinkedHashMap<>();
  private long jobs;
  private long goes;
  private long stays;
  private long otherwiseKept;
  private long goingBefore;
  private long goingAfter;

  /// An empty one.
  ///
  /// @param names rules in the order in which they are shown; others follow as they come
  public RuleDiff(int room, List<String> names) {
    this.room = room;
    names.forEach(name -> rules.put(name, new Counts()));
  }

  /// Takes one job.
  public void take(DeadJob job, Verdict before, Verdict after) {
    boolean went = before instanceof Verdict.Purge;
    boolean goesNow = after instanceof Verdict.Purge;
    jobs++;
    goingBefore += went ? 1 : 0;
    goingAfter += goesNow ? 1 : 0;
    Counts old = rules.computeIfAbsent(before.ruleName(), _ -> new Counts());
    old.before++;
    old.goingBefore += went ? 1 : 0;
    Counts now = rules.computeIfAbsent(after.ruleName(), _ -> new Counts());
    now.after++;
    now.goingAfter += goesNow ? 1 : 0;
    if (went != goesNow) {
      add(new Change(goesNow ? Kind.GOES : Kind.STAYS, job, before, after));
    } else if (!went && !until(before).equals(until(after))) {
      otherwiseKept++;
    }
  }

  private void add(Change change) {
    goes += change.kind() == Kind.GOES ? 1 : 0;
    stays += change.kind() == Kind.STAYS ? 1 : 0;
    first.add(change);
    if (first.size() > room) {
      first.poll();
    }
  }

  private static String until(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Purge _ -> "now";
      case Verdict.Keep keep -> keep.until().toString();
      case Verdict.KeepLastRuns _ -> "runs";
      case Verdict.KeepForever _ -> "forever";
      case Verdict.Ineligible _ -> "not eligible";
    };
  }

  /// The first changes: what would go, then what would stay, each by namespace and id.
  public List<Change> changes() {
    List<Change> sorted = new ArrayList<>(first);
    sorted.sort(ORDER);
    return sorted;
  }

  /// Counts by rule; those that no rule was asked about have an empty name.
  public List<Tally> tallies() {
    List<Tally> all = new ArrayList<>();
    rules.forEach(
        (rule, n) -> all.add(new Tally(rule, n.before, n.goingBefore, n.after, n.goingAfter)));
    return all;
  }

  /// True if no job's fate would change: not now, and not when it goes.
  public boolean isEmpty() {
    return goes == 0 && stays == 0 && otherwiseKept == 0;
  }

  public long jobs() {
    return jobs;
  }

  public long goes() {
    return goes;
  }

  public long stays() {
    return stays;
  }

  /// Kept before and after, for another time or another reason.
  public long otherwiseKept() {
    return otherwiseKept;
  }

  public long goingBefore() {
    return goingBefore;
  }

  public long goingAfter() {
    return goingAfter;
  }
}
