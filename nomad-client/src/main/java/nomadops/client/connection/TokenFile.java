package nomadops.client.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/// Reads the file again only when its time, size or identity changed: one `stat` a request.
final class TokenFile implements TokenSource {
  private final Path path;
  private volatile Seen seen = Seen.NOTHING;

  TokenFile(Path path) {
    this.path = Objects.requireNonNull(path, "path");
  }

  @Override
  public Optional<String> token() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      Seen last = seen;
      if (!last.isOf(now)) {
        String text = Files.readString(path).strip();
        last =
            new Seen(
                now.lastModifiedTime(),
                now.size(),
                Optional.ofNullable(now.fileKey()),
                Optional.of(text).filter(token -> !token.isEmpty()));
        seen = last;
      }
      return last.token;
    } catch (IOException e) {
      throw new TokenUnavailableException(
          "cannot read the token file "
              + path
              + " ("
              + e
              + "); check that it exists and is readable",
          e);
    }
  }

  @Override
  public String toString() {
    return "TokenSource[file " + path + "]";
  }

  private record Seen(FileTime time, long size, Optional<Object> key, Optional<String> token) {
    static final Seen NOTHING =
        new Seen(FileTime.fromMillis(0), -1, Optional.empty(), Optional.empty());

    boolean isOf(BasicFileAttributes now) {
      return size == now.size()
          && time.equals(now.lastModifiedTime())
          && key.equals(Optional.ofNullable(now.fileKey()));
    }

    @Override
    public String toString() {
      return "Seen[redacted]";
    }
  }
}
