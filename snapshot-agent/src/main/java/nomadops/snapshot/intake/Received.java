package nomadops.snapshot.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import nomadops.snapshot.archive.ArchiveFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A snapshot that was received and verified, in a file that goes with it.
///
/// @param asked when Nomad was asked: the state is that of this moment or a later one
public record Received(Path file, ArchiveFacts facts, Instant asked) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Received.class);

  @Override
  public void close() {
    discard(file);
  }

  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a part of a snapshot stays: {}", e.toString());
    }
  }
}
