package nomadops.autoscaler.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.autoscaler.shape.Shape;
import nomadops.client.model.JobKey;

/// Allocations of one task group that wait for a node.
///
/// @param group the task group
/// @param count how many: `Queued` of the job's summary
/// @param priority the job's
/// @param since when the oldest of them began to wait, as far as it is known
/// @param runs how long one is expected to run, from those before it; empty when nothing is known
public record QueuedGroup(
    JobKey job,
    String group,
    Shape shape,
    int count,
    int priority,
    Instant since,
    Optional<Duration> runs) {}
