package nomadops.runtime.leader;

/// The randomness of one step, drawn outside: decisions stay pure.
///
/// @param freshId an id that nobody else uses
/// @param jitter from 0 to 1
public record Luck(String freshId, double jitter) {}
