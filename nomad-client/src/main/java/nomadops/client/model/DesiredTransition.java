package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the servers were told to do with an allocation; it stays there when it is done.
///
/// @param migrate it is to leave its node: a drain or somebody's stop said so
/// @param migrateDisablePlacement and nothing takes its place: a drained batch allocation (since
///   Nomad 1.11.0)
public record DesiredTransition(
    @JsonProperty("Migrate") boolean migrate,
    @JsonProperty("MigrateDisablePlacement") boolean migrateDisablePlacement) {

  /// It was told nothing.
  static final DesiredTransition NONE = new DesiredTransition(false, false);
}
