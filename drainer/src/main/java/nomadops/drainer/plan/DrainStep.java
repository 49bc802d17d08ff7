package nomadops.drainer.plan;

/// A decision, and what is known from then on.
public record DrainStep(DrainDecision decision, Doomed next) {}
