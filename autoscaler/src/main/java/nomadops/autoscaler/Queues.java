package nomadops.autoscaler;

import nomadops.autoscaler.demand.Runtimes;
import nomadops.autoscaler.demand.ShapeBook;

/// What is remembered of jobs.
///
/// @param book the shapes of those that wait
/// @param system the shapes of those that come with nodes
/// @param runtimes how long they run
public record Queues(ShapeBook book, SystemShapes system, Runtimes runtimes) {}
