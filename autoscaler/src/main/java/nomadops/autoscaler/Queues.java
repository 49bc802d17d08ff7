package nomadops.autoscaler;

import nomadops.autoscaler.demand.Queue;
import nomadops.autoscaler.demand.ShapeBook;

/// What waits, and what jobs ask for.
public record Queues(Queue queue, ShapeBook book) {}
