package nomadops.runtime.leader;

/// Where this process stands, for logs and `/status`.
///
/// @param leading this process holds the leadership (effects still ask the [Fence])
/// @param holder who holds it, as far as known; empty when nobody is known to
/// @param reason why it stands so
public record Standing(boolean leading, String holder, String reason) {}
