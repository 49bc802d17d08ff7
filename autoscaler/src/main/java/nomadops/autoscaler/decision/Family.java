package nomadops.autoscaler.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.trace.TraceClass;

/// Groups of the queue that differ in nothing but which dispatch they are of: ten thousand children
/// of one job are one line.
///
/// @param job the parent's namespace and id
/// @param jobs how many of them
/// @param count allocations of all
/// @param since when the oldest began to wait
/// @param priority the greatest
/// @param runs how long one is expected to run; empty when nothing is known
record Family(
    String job,
    String group,
    Shape shape,
    int jobs,
    int count,
    Instant since,
    int priority,
    Optional<Duration> runs) {
  private record Key(String job, String group, Shape shape) {}

  static Family of(QueuedGroup one) {
    return of(one.job().toString(), one);
  }

  private static Family of(String job, QueuedGroup one) {
    return new Family(
        job, one.group(), one.shape(), 1, one.count(), one.since(), one.priority(), one.runs());
  }

  /// In the order in which each is first met.
  static List<Family> all(Collection<QueuedGroup> groups) {
    Map<Key, Family> families = new LinkedHashMap<>();
    for (QueuedGroup group : groups) {
      String parent = TraceClass.parentOf(group.job().toString());
      families.merge(new Key(parent, group.group(), group.shape()), of(parent, group), Family::and);
    }
    return new ArrayList<>(families.values());
  }

  private Family and(Family more) {
    Optional<Duration> known = runs.or(more::runs);
    return new Family(
        job,
        group,
        shape,
        jobs + more.jobs,
        count + more.count,
        since.isBefore(more.since) ? since : more.since,
        Math.max(priority, more.priority),
        known);
  }

  /// Whether somebody who asks by this text means a job: a part of its id, or the id of a child.
  static boolean isMeant(String job, String text) {
    String parent = TraceClass.parentOf(text);
    return job.contains(text) || job.equals(parent) || job.endsWith("/" + parent);
  }
}
