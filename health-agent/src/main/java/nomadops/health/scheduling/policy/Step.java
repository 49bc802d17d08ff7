package nomadops.health.scheduling.policy;

/// What one step came to.
///
/// @param next what to remember; after a [Decision.Condemn] that was performed,
///   [WedgeState#condemned] of it
public record Step(Decision decision, WedgeState next) {}
