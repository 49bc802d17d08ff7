package nomadops.health.quarantine.view;

import java.util.Map;
import java.util.Optional;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.record.Records.Kept;

/// What one look at the cluster gave.
///
/// @param facts to decide upon
/// @param records all that are kept, by node id
/// @param trouble why it could not be read whole; the facts are those of the look before then, and
///   not fresh
public record Reading(ClusterFacts facts, Map<String, Kept> records, Optional<String> trouble) {
  public Reading {
    records = Map.copyOf(records);
  }
}
