package nomadops.simulator.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Applied effects in order. Safe to read while the simulator runs.
public final class Journal {
  private final List<Effect> effects = new ArrayList<>();

  public synchronized void add(Effect effect) {
    effects.add(effect);
  }

  public synchronized List<Effect> effects() {
    return List.copyOf(effects);
  }

  /// Applied purges (DELETE with `purge=true` that found its job).
  public List<Effect.Deregistered> purges() {
    return deregistered().stream().filter(Effect.Deregistered::purged).toList();
  }

  public List<Effect.Deregistered> purgesOf(String namespace, String jobId) {
    return purges().stream()
        .filter(p -> p.namespace().equals(namespace) && p.jobId().equals(jobId))
        .toList();
  }

  /// Applied deletes for each job version (namespace, id and JobModifyIndex). Every value should be
  /// 1.
  public Map<JobVersion, Integer> deletesPerVersion() {
    Map<JobVersion, Integer> counts = new HashMap<>();
    for (Effect.Deregistered d : deregistered()) {
      counts.merge(new JobVersion(d.namespace(), d.jobId(), d.jobModifyIndex()), 1, Integer::sum);
    }
    return counts;
  }

  /// DELETE requests that found nothing to delete: each is a delete that somebody sent twice, or in
  /// vain.
  public List<Effect.DeletedNothing> deletesInVain() {
    return effects().stream()
        .filter(Effect.DeletedNothing.class::isInstance)
        .map(Effect.DeletedNothing.class::cast)
        .toList();
  }

  private List<Effect.Deregistered> deregistered() {
    return effects().stream()
        .filter(Effect.Deregistered.class::isInstance)
        .map(Effect.Deregistered.class::cast)
        .toList();
  }

  /// One version of a job, as the Raft log knows it.
  public record JobVersion(String namespace, String jobId, long jobModifyIndex) {}
}
