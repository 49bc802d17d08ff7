package nomadops.autoscaler.target;

/// How a [FakeAutoScaling] misbehaves, by shares of its requests.
///
/// @param throttled answered `Rate exceeded`, undone
/// @param broken answered HTTP 503, half of them after they were done
/// @param lost done, and their connection is cut instead of an answer
public record Manners(double throttled, double broken, double lost) {
  public static final Manners PERFECT = new Manners(0, 0, 0);
}
