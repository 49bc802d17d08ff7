package nomadops.snapshot.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what is read, and knows whether a fault is of the source or of what was made of it. What
/// is skipped is read all the same: a stream below that hashes must see it.
final class Counted extends FilterInputStream {
  private static final int PASSED_AT_ONCE = 1 << 13;

  private long count;
  private boolean failed;

  Counted(InputStream from) {
    super(from);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    boolean well = false;
    try {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      well = true;
      return read;
    } finally {
      failed |= !well;
    }
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] passed = new byte[Math.clamp(wanted, 0, PASSED_AT_ONCE)];
    return passed.length == 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /// Whoever opened the source closes it.
  @Override
  public void close() {}

  long count() {
    return count;
  }

  boolean failed() {
    return failed;
  }
}
