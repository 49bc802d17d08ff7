package nomadops.client.events;

import java.util.Objects;

/// Events may have been missed: whoever keeps a view must list again.
///
/// @param afterIndex the last index that was handed over; 0 when none was
/// @param untilIndex the next index that will be handed over; 0 when it is not known yet
/// @param lost how many items were thrown away here; 0 when the server left them out and nobody
///   knows
public record StreamGap(Cause cause, long afterIndex, long untilIndex, long lost)
    implements StreamItem {

  public StreamGap {
    Objects.requireNonNull(cause, "cause");
  }

  /// Why.
  public enum Cause {
    /// After a reconnect the server no longer had the last event that we saw.
    BEYOND_SERVER_BUFFER,
    /// The server's index went back: restored, or another cluster.
    INDEX_WENT_BACK,
    /// The consumer was too slow and the bounded queue was full.
    SLOW_CONSUMER,
    /// A whole line came that we cannot read.
    UNREADABLE_LINE
  }
}
