package nomadops.demo.exporter;

import java.util.List;
import java.util.stream.Stream;

/// What one line of the table shows: a few series, summed, and how they went.
///
/// @param series a family, with the labels that were asked for
/// @param course from its first value to the present one
public record Row(String series, List<Double> course) {
  /// What is watched, in the table's order.
  static final List<Watched> WATCHED =
      List.of(
          new Watched("nomad_jobs", List.of("status=\"running\"")),
          new Watched("nomad_jobs", List.of("status=\"dead\"")),
          new Watched("nomad_allocations", List.of("client_status=\"running\"")),
          new Watched("nomad_queued_allocations", List.of()),
          new Watched("nomad_evaluation_blocked_oldest_age_seconds", List.of()),
          new Watched("nomad_nodes", List.of("status=\"ready\"")),
          new Watched("nomad_allocation_ends_total", List.of("client_status=\"complete\"")),
          new Watched("nomad_allocation_ends_total", List.of("client_status=\"lost\"")),
          new Watched("nomad_ops_exporter_stream_events_total", List.of()));

  public Row {
    course = List.copyOf(course);
  }

  /// Series of one name that have these labels.
  record Watched(String name, List<String> labels) {
    Row begin() {
      return new Row(
          labels.isEmpty() ? name : name + "{" + String.join(",", labels) + "}", List.of());
    }
  }

  Row with(double value) {
    return new Row(series, Stream.concat(course.stream(), Stream.of(value)).toList());
  }

  /// The present value; 0 before the first.
  public double now() {
    return course.isEmpty() ? 0 : course.getLast();
  }
}
