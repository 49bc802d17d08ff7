package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.shape.Shape;
import nomadops.client.model.JobKey;

/// An allocation of [PoolWorld] that waits.
record Waiting(Shape shape, Duration runs, Instant since) {
  /// What Nomad would show of all that wait: a group for each shape, and nothing of how long they
  /// run.
  static List<QueuedGroup> queued(List<Waiting> queue) {
    Map<Shape, QueuedGroup> groups = new HashMap<>();
    for (Waiting one : queue) {
      groups.merge(one.shape(), one.group(), Waiting::together);
    }
    return List.copyOf(groups.values());
  }

  private QueuedGroup group() {
    return new QueuedGroup(
        new JobKey("default", "job-" + shape.ask().cpu()),
        "work",
        shape,
        1,
        50,
        since,
        Optional.empty());
  }

  private static QueuedGroup together(QueuedGroup a, QueuedGroup b) {
    return new QueuedGroup(
        a.job(),
        a.group(),
        a.shape(),
        a.count() + b.count(),
        50,
        a.since().isBefore(b.since()) ? a.since() : b.since(),
        Optional.empty());
  }
}
