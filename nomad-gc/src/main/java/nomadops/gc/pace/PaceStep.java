package nomadops.gc.pace;

/// The law's answer, and the state to hand in next time.
public record PaceStep(PaceDecision decision, PaceState state) {}
