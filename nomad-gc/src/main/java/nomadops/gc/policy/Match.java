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
public record Match(
    Glob namespace,
    Glob id,
    Glob parent,
    Set<JobType> types,
    Set<Outcome> outcomes,
    Map<String, Glob> meta) {
  public static final Match ALL =
      new Match(Glob.ALL, Glob.ALL, Glob.ALL, Set.of(), Set.of(), Map.of());

  public Match {
    types = Set.copyOf(types);
    outcomes = Set.copyOf(outcomes);
    meta = Map.copyOf(meta);
  }

  public boolean matches(DeadJob job) {
    return namespace.matches(job.key().namespace())
        && id.matches(job.key().id())
        && parent.matches(job.parentId())
        && (types.isEmpty() || types.contains(job.type()))
        && (outcomes.isEmpty() || outcomes.contains(job.allocs().outcome()))
        && meta.entrySet().stream().allMatch(e -> metaMatches(job, e.getKey(), e.getValue()));
  }

  private static boolean metaMatches(DeadJob job, String key, Glob value) {
    String actual = job.meta().get(key);
    return actual != null && value.matches(actual);
  }
}
