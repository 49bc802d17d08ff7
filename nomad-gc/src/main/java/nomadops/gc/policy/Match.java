package nomadops.gc.policy;

import java.util.Map;
import java.util.Set;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.gc.job.Outcome;
import nomadops.runtime.config.Glob;

/// The jobs that a rule is about. Every part must hold; an empty set of types or outcomes holds for
/// all. A pattern on the parent other than `*` holds for children only, one on a meta key only for
/// jobs that have the key.
///
/// @param unstopped true for dead service jobs that nobody stopped, and for no others; false for
///   all the rest, and never for those
public record Match(
    Glob namespace,
    Glob id,
    Glob parent,
    Set<JobType> types,
    Set<Outcome> outcomes,
    Map<String, Glob> meta,
    boolean unstopped) {
  public static final Match ALL =
      new Match(Glob.ALL, Glob.ALL, Glob.ALL, Set.of(), Set.of(), Map.of());

  public Match {
    types = Set.copyOf(types);
    outcomes = Set.copyOf(outcomes);
    meta = Map.copyOf(meta);
  }

  /// The same for jobs that ended by themselves or were stopped.
  public Match(
      Glob namespace,
      Glob id,
      Glob parent,
      Set<JobType> types,
      Set<Outcome> outcomes,
      Map<String, Glob> meta) {
    this(namespace, id, parent, types, outcomes, meta, false);
  }

  public boolean matches(DeadJob job) {
    return matchesApartFromOutcome(job)
        && (outcomes.isEmpty() || outcomes.contains(job.allocs().outcome()));
  }

  boolean matchesApartFromOutcome(DeadJob job) {
    return unstopped == job.isUnstopped()
        && namespace.matches(job.key().namespace())
        && id.matches(job.key().id())
        && parent.matches(job.parentId())
        && (types.isEmpty() || types.contains(job.type()))
        && meta.entrySet().stream().allMatch(e -> metaMatches(job, e.getKey(), e.getValue()));
  }

  private static boolean metaMatches(DeadJob job, String key, Glob value) {
    String actual = job.meta().get(key);
    return actual != null && value.matches(actual);
  }

  /// True for children alone.
  public boolean wantsParent() {
    return !parent.matches("");
  }

  /// True only if every job that `other` matches is matched here, too. Sound, not complete: where
  /// two patterns are too different to compare, the answer is false.
  public boolean covers(Match other) {
    return unstopped == other.unstopped
        && namespace.covers(other.namespace)
        && id.covers(other.id)
        && parent.covers(other.parent)
        && coversSet(types, other.types)
        && coversSet(outcomes, other.outcomes)
        && meta.entrySet().stream().allMatch(e -> coversMeta(e.getValue(), other, e.getKey()));
  }

  private static <T> boolean coversSet(Set<T> mine, Set<T> theirs) {
    return mine.isEmpty() || (!theirs.isEmpty() && mine.containsAll(theirs));
  }

  private static boolean coversMeta(Glob mine, Match other, String key) {
    Glob theirs = other.meta.get(key);
    return theirs != null && mine.covers(theirs);
  }
}
