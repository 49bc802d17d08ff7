package nomadops.drainer.plan;

import java.util.Map;
import nomadops.runtime.config.Glob;

/// Terms for some batch work. Every part must hold; a pattern on a meta key holds only for jobs
/// that have the key.
public record BatchRule(
    String name,
    Glob namespace,
    Glob job,
    Glob nodeClass,
    Map<String, Glob> meta,
    BatchTerms terms) {
  public BatchRule {
    meta = Map.copyOf(meta);
  }

  boolean matches(BatchWork work, String ofClass) {
    return namespace.matches(work.namespace())
        && job.matches(work.job())
        && nodeClass.matches(ofClass)
        && meta.entrySet().stream().allMatch(e -> metaMatches(work, e.getKey(), e.getValue()));
  }

  private static boolean metaMatches(BatchWork work, String key, Glob value) {
    String actual = work.meta().get(key);
    return actual != null && value.matches(actual);
  }
}
