package nomadops.client.http;

import java.io.IOException;
import java.io.InputStream;

/// A body on the wire, that knows whether it came to its end. Closing it does nothing: its response
/// is what is closed.
final class StreamedBody extends InputStream {
  private final InputStream from;
  private volatile boolean closed;
  private volatile boolean ended;
  private volatile boolean broken;

  StreamedBody(InputStream from) {
    this.from = from;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the answer is closed");
    }
    boolean whole = false;
    try {
      int count = from.read(buffer, offset, length);
      ended = count < 0;
      whole = true;
      return count;
    } finally {
      broken |= !whole;
    }
  }

  /// True when the end is reached, or is the very next thing to read.
  boolean endsHere() {
    if (ended || broken || closed) {
      return ended;
    }
    try {
      return read() < 0;
    } catch (IOException _) {
      return false;
    }
  }

  void shut() {
    closed = true;
  }

  boolean isShut() {
    return closed;
  }
}
