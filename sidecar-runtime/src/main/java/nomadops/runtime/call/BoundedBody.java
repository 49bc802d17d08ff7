package nomadops.runtime.call;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.client.time.Pause;

/// Reads the body of somebody's request: not more than a bound, and not for longer than a time. A
/// sender that is slower is cut off: the thread is interrupted, whereupon the JDK closes the
/// connection (`InterruptibleChannel`), so there is no answer. For many threads.
public final class BoundedBody {
  /// Of a body that is too long, so much is read and thrown away, for the sender to get to read the
  /// answer.
  private static final long DISCARDED = 1024 * 1024;

  private final int longest;
  private final Duration atMost;
  private final Pause pause;

  /// @param longest bytes that are taken
  /// @param atMost how long it may take to arrive
  public BoundedBody(int longest, Duration atMost, Pause pause) {
    this.longest = longest;
    this.atMost = atMost;
    this.pause = pause;
  }

  /// What came.
  public sealed interface Read {

    /// All of it.
    ///
    /// @param bytes not to be changed
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Whole(byte[] bytes) implements Read {}

    record TooLong() implements Read {}

    record TooSlow() implements Read {}
  }

  private enum Phase {
    READING,
    READ,
    CUT
  }

  /// Reads it, on a thread that serves this request alone.
  ///
  /// @throws IOException when the sender goes away
  public Read read(InputStream in) throws IOException {
    AtomicReference<Phase> phase = new AtomicReference<>(Phase.READING);
    Thread reader = Thread.currentThread();
    Thread watch = Thread.ofVirtual().name("body-watch").start(() -> watch(phase, reader));
    Read read;
    try {
      read = bounded(in);
    } catch (IOException e) {
      if (phase.get() == Phase.CUT) {
        return cut();
      }
      throw e;
    } finally {
      watch.interrupt();
    }
    return phase.compareAndSet(Phase.READING, Phase.READ) ? read : cut();
  }

  private void watch(AtomicReference<Phase> phase, Thread reader) {
    try {
      pause.sleep(atMost);
    } catch (InterruptedException _) {
      return;
    }
    if (phase.compareAndSet(Phase.READING, Phase.CUT)) {
      reader.interrupt();
    }
  }

  private static Read cut() {
    boolean _ = Thread.interrupted();
    return new Read.TooSlow();
  }

  private Read bounded(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(longest + 1);
    if (bytes.length <= longest) {
      return new Read.Whole(bytes);
    }
    byte[] scratch = new byte[8192];
    long left = DISCARDED;
    while (left > 0) {
      int read = in.read(scratch);
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return new Read.TooLong();
  }
}
