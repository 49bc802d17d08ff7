package nomadops.client.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Whole lines of bytes. What stands after the last line feed is a line that was cut: it is never
/// returned.
final class LineReader {
  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[1 << 14];
  private int start;
  private int end;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /// The next whole line without its line feed; empty at the end of the stream.
  ///
  /// @throws BrokenLineException when a line is longer than allowed; the next call gives the line
  ///   after it
  Optional<byte[]> next() throws IOException {
    int searched = start;
    while (true) {
      for (; searched < end; searched++) {
        if (buffer[searched] == '\n') {
          byte[] line = Arrays.copyOfRange(buffer, start, searched);
          start = searched + 1;
          return Optional.of(line);
        }
      }
      if (end - start > longest) {
        skipLine();
        throw new BrokenLineException("a line is longer than " + longest + " bytes");
      }
      int kept = makeRoom();
      searched = kept;
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return Optional.empty();
      }
      end += read;
    }
  }

  /// Moves what is there to the front, grows when it is full, shrinks after a long line; gives
  /// where to search on.
  private int makeRoom() {
    int length = end - start;
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else if (length == 0 && buffer.length > 1 << 20) {
      buffer = new byte[1 << 14];
    } else {
      System.arraycopy(buffer, start, buffer, 0, length);
    }
    start = 0;
    end = length;
    return length;
  }

  private void skipLine() throws IOException {
    while (true) {
      start = 0;
      end = Math.max(0, in.read(buffer, 0, buffer.length));
      if (end == 0) {
        return;
      }
      for (; start < end; start++) {
        if (buffer[start] == '\n') {
          start++;
          return;
        }
      }
    }
  }
}
