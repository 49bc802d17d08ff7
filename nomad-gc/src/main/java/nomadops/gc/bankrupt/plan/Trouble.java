package nomadops.gc.bankrupt.plan;

/// Why not all of it will be done.
///
/// @param ending what that makes of it
public record Trouble(Ending ending, String why) {}
