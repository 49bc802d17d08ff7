package nomadops.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Counts the purges in an audit log while it grows; each byte is read once.
final class AuditTail {
  private static final String PURGED = "\"outcome\":\"purged\"";
  private final Path file;
  private long offset;
  private long purged;

  AuditTail(Path file) {
    this.file = file;
  }

  long purged() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] fresh = new byte[(int) (log.length() - offset)];
      log.seek(offset);
      log.readFully(fresh);
      String text = new String(fresh, StandardCharsets.UTF_8);
      // A line that is still being written is left for the next time.
      int end = text.lastIndexOf('\n') + 1;
      String whole = text.substring(0, end);
      purged += whole.lines().filter(line -> line.contains(PURGED)).count();
      offset += whole.getBytes(StandardCharsets.UTF_8).length;
    }
    return purged;
  }
}
