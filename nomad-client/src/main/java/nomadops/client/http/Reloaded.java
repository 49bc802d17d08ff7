package nomadops.client.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A value made of files, made again when their times or sizes change.
final class Reloaded<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Reloaded.class);

  /// Makes the value; what it throws names the file at fault.
  @FunctionalInterface
  interface Maker<T> {
    T make() throws IOException;
  }

  private final List<Path> files;
  private final Maker<T> maker;
  private T value;
  private String stamp;

  /// @throws IllegalArgumentException when the value cannot be made the first time
  Reloaded(List<Path> files, Maker<T> maker) {
    this.files = List.copyOf(files);
    this.maker = maker;
    this.stamp = stamp();
    try {
      this.value = maker.make();
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  synchronized T current() {
    String now = stamp();
    if (!now.equals(stamp)) {
      try {
        value = maker.make();
        stamp = now;
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("keeping the former TLS files in use: {}", e.getMessage());
      }
    }
    return value;
  }

  private String stamp() {
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      try {
        text.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file));
      } catch (IOException _) {
        text.append("absent");
      }
      text.append(';');
    }
    return text.toString();
  }
}
