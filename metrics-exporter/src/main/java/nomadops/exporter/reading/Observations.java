package nomadops.exporter.reading;

import nomadops.exporter.family.Family;

/// Takes single durations, which a histogram gathers.
@FunctionalInterface
public interface Observations {
  /// One duration.
  ///
  /// @param family a histogram
  /// @param exemplarLabel `eval_id` or `alloc_id`
  /// @param exemplarId whose duration it was
  /// @param labels the values of the family's labels
  void observe(
      Family family, double seconds, String exemplarLabel, String exemplarId, String... labels);
}
