package nomadops.gc.archive;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Documents as they are stored: a specification shrinks to about a third. One of these serves a
/// whole batch, since making it costs more than a small document does.
final class Deflated implements AutoCloseable {
  private static final int STEP = 8 * 1024;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] step = new byte[STEP];

  byte[] of(byte[] document) {
    deflater.reset();
    deflater.setInput(document);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length / 2 + 64);
    while (!deflater.finished()) {
      out.write(step, 0, deflater.deflate(step));
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    deflater.end();
  }

  /// The document again.
  ///
  /// @throws DataFormatException when the bytes are not what [#of] made
  static byte[] inflated(byte[] stored) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stored);
      ByteArrayOutputStream out = new ByteArrayOutputStream(stored.length * 3);
      byte[] step = new byte[STEP];
      while (!inflater.finished()) {
        int count = inflater.inflate(step);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new DataFormatException("it breaks off");
        }
        out.write(step, 0, count);
      }
      return out.toByteArray();
    } finally {
      inflater.end();
    }
  }
}
