package nomadops.snapshot.target;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where snapshots are kept, as it is written: a folder's path, or `s3://bucket/prefix`.
public sealed interface Place {

  /// A folder of this machine, or one that is mounted.
  record Folder(Path path) implements Place {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// A bucket, of AWS or of something that speaks its language.
  ///
  /// @param prefix of every key: empty, or ending with a slash
  record Bucket(String bucket, String prefix) implements Place {
    @Override
    public String toString() {
      return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
  }

  Pattern BUCKET = Pattern.compile("s3://([a-z0-9][a-z0-9._-]{1,253})(?:/(.*))?");

  /// Reads it.
  ///
  /// @throws IllegalArgumentException which says what is wrong
  static Place parse(String text) {
    if (text.startsWith("s3:")) {
      return bucket(text);
    }
    try {
      Path path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
      if (text.isBlank() || (text.contains("://") && !text.startsWith("file:"))) {
        throw new IllegalArgumentException("is neither a folder nor s3://");
      }
      return new Folder(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path: " + e.getReason(), e);
    }
  }

  private static Place bucket(String text) {
    Matcher parts = BUCKET.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("names no bucket");
    }
    String prefix = parts.group(2) == null ? "" : parts.group(2);
    boolean ended = prefix.isEmpty() || prefix.endsWith("/");
    return new Bucket(parts.group(1), ended ? prefix : prefix + "/");
  }
}
