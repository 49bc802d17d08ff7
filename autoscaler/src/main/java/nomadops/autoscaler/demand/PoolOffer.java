package nomadops.autoscaler.demand;

import java.util.Optional;
import nomadops.autoscaler.facts.Template;

/// A pool that can grow.
///
/// @param pool as the configuration has it
/// @param template what a new node of it will be; empty when nobody knows
public record PoolOffer(String pool, Optional<Template> template) {}
