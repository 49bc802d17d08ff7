package nomadops.drainer.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a program prints: the start is kept, the rest is read so that it does not wait, and thrown
/// away. Only what is there is read: something that the program left behind may hold the pipe for
/// ever.
final class ProcessOutput implements AutoCloseable {
  private static final int MOST = 8_192;
  private static final int GLANCE_MILLIS = 20;

  private final Process process;
  private final InputStream from;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final byte[] part = new byte[65_536];

  ProcessOutput(Process process) {
    this.process = process;
    this.from = process.getInputStream();
  }

  /// Reads until the program ends; false when it still runs after that time.
  boolean readUntilExit(Duration most) throws InterruptedException {
    // Counted in waits: nothing here reads a clock. A part is read in less than a millisecond.
    long left = most.toMillis();
    while (left > 0) {
      int read = readWhatIsThere();
      long wait = read > 0 ? 1 : Math.min(left, GLANCE_MILLIS);
      if (process.waitFor(wait, TimeUnit.MILLISECONDS)) {
        int _ = readWhatIsThere();
        return true;
      }
      left -= wait;
    }
    return false;
  }

  private int readWhatIsThere() {
    try {
      int there = from.available();
      int read = there == 0 ? 0 : from.read(part, 0, Math.min(there, part.length));
      if (read > 0) {
        kept.write(part, 0, Math.min(read, MOST - kept.size()));
      }
      return read;
    } catch (IOException e) {
      // It is gone, and its pipe with it.
      return 0;
    }
  }

  String text() {
    return kept.toString(UTF_8);
  }

  @Override
  public void close() {
    try {
      from.close();
    } catch (IOException e) {
      // Nobody reads any more.
    }
  }
}
