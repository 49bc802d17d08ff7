package nomadops.client.events;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.time.Pause;

/// A live subscription. It reads on a thread of its own and never stops by itself; one consumer
/// takes its items.
public final class EventStream implements AutoCloseable {
  private final ItemQueue queue;
  private final StreamReader reader;
  private final Thread reading;
  private final Thread watching;

  private EventStream(ItemQueue queue, StreamReader reader, Thread reading, Thread watching) {
    this.queue = queue;
    this.reader = reader;
    this.reading = reading;
    this.watching = watching;
  }

  /// The reader has a platform thread: on a unix socket it blocks in native code, which would hold
  /// a carrier for ever.
  static EventStream start(
      StreamSource source,
      Continuity continuity,
      ItemQueue queue,
      Silence silence,
      Reconnects reconnects,
      Pause pause) {
    StreamReader reader = new StreamReader(source, continuity, queue, silence, reconnects, pause);
    Thread reading = Thread.ofPlatform().daemon().name("nomad-events").unstarted(reader);
    Thread watching = Thread.ofVirtual().name("nomad-events-watch").unstarted(silence);
    EventStream stream = new EventStream(queue, reader, reading, watching);
    reading.start();
    watching.start();
    return stream;
  }

  /// The next item; waits for it.
  ///
  /// @throws InterruptedException when interrupted
  /// @throws IllegalStateException when the stream is closed
  public StreamItem next() throws InterruptedException {
    return queue.take();
  }

  /// The next item, or empty when none came within `atMost`.
  ///
  /// @throws InterruptedException when interrupted
  /// @throws IllegalStateException when the stream is closed
  public Optional<StreamItem> next(Duration atMost) throws InterruptedException {
    return queue.poll(atMost);
  }

  /// Ends the subscription. A consumer that waits is woken with an [IllegalStateException].
  @Override
  public void close() {
    reader.close();
    reading.interrupt();
    watching.interrupt();
    queue.close();
  }
}
