package nomadops.snapshot.target;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/// A part of a file, which is read anew when a request is repeated.
final class FilePart implements ContentStreamProvider, AutoCloseable {
  private final Path file;
  private final long from;
  private final long length;
  private @Nullable InputStream open;

  FilePart(Path file, long from, long length) {
    this.file = file;
    this.from = from;
    this.length = length;
  }

  long length() {
    return length;
  }

  @Override
  public InputStream newStream() {
    close();
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      InputStream stream = new Limited(Channels.newInputStream(channel.position(from)), length);
      open = stream;
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its SHA-256 in base64.
  String checksum() {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream stream = newStream()) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    InputStream last = open;
    if (last != null) {
      try {
        last.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Ends after so many bytes.
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream from, long left) {
      super(from);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(buffer, offset, (int) Math.min(count, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
