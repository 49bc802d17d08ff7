package nomadops.autoscaler.source;

/// A figure that somebody else knows.
public interface SizeQuery {
  /// For people, e.g. `prometheus builds`.
  String name();

  /// Which way it binds.
  Kind kind();

  /// Asks. It takes no longer than its own bound.
  Figure ask() throws InterruptedException;

  /// The sides of a size.
  enum Kind {
    AT_LEAST,
    AT_MOST
  }

  /// What comes of asking.
  sealed interface Figure {
    record Known(int nodes) implements Figure {}

    /// Nothing may be concluded.
    record Unknown(String reason) implements Figure {}
  }
}
