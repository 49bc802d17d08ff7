package nomadops.client.events;

import java.time.Duration;
import java.util.Optional;

/// A live subscription. It reads on a thread of its own and never stops by itself; one consumer
/// takes its items.
@SuppressWarnings("DoNotCallSuggester")
public final class EventStream implements AutoCloseable {
  EventStream() {}

  /// The next item; waits for it.
  ///
  /// @throws InterruptedException when interrupted
  /// @throws IllegalStateException when the stream is closed
  public StreamItem next() throws InterruptedException {
    throw new UnsupportedOperationException("not built yet");
  }

  /// The next item, or empty when none came within `atMost`.
  public Optional<StreamItem> next(Duration atMost) throws InterruptedException {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Ends the subscription. A consumer that waits is woken with an [IllegalStateException].
  @Override
  public void close() {}
}
