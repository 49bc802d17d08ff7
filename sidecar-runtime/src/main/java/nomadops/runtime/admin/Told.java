package nomadops.runtime.admin;

/// A page that answers 503 when what it tells of is not well: for a [MorePage] that somebody
/// decides by, e.g. a kubelet.
///
/// @param document anything that Jackson can write
public record Told(boolean well, Object document) {}
