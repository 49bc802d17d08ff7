package nomadops.simulator.feasible;

/// A port of the host that an allocation asks for by number.
public record Port(String label, int value) {}
