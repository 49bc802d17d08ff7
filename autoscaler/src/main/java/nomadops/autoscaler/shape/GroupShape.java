package nomadops.autoscaler.shape;

/// The shape of one task group of a job.
///
/// @param group its name
/// @param count how many allocations the job wants of it
public record GroupShape(String group, int count, Shape shape) {}
