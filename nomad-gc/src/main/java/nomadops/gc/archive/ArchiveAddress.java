package nomadops.gc.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where an archive is. Holds no password: that comes from `PGPASSWORD`, the setting of its own, or
/// `~/.pgpass`.
public sealed interface ArchiveAddress {
  /// An SQLite file.
  record SqliteFile(Path path) implements ArchiveAddress {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// A PostgreSQL database.
  ///
  /// @param url as its JDBC driver takes it, without a user where one stood before the host
  record Postgres(String url, Optional<String> user) implements ArchiveAddress {
    @Override
    public String toString() {
      return url.substring("jdbc:".length()) + user.map(u -> " as " + u).orElse("");
    }
  }

  /// Reads what a user wrote: a path, `postgresql://user@host/db` or `jdbc:postgresql:...`.
  ///
  /// @throws IllegalArgumentException with a message that does not repeat the text, which may hold
  ///   a password
  static ArchiveAddress parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("password=")) {
      throw new IllegalArgumentException("holds a password, which others would see");
    }
    if (lower.startsWith("jdbc:postgresql:")) {
      if (lower.contains("@")) {
        throw new IllegalArgumentException(
            "names a user before the host, which JDBC does not know");
      }
      return new Postgres(text, Optional.empty());
    }
    if (lower.startsWith("postgresql://") || lower.startsWith("postgres://")) {
      return postgres(text);
    }
    if (lower.startsWith("jdbc:") || lower.contains("://")) {
      throw new IllegalArgumentException("is neither a path nor a PostgreSQL database");
    }
    try {
      if (text.isBlank()) {
        throw new IllegalArgumentException("is empty");
      }
      return new SqliteFile(Path.of(text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path: " + e.getReason(), e);
    }
  }

  private static Postgres postgres(String text) {
    try {
      URI uri = new URI(text);
      String user = uri.getUserInfo();
      if (user != null && user.contains(":")) {
        throw new IllegalArgumentException("holds a password, which others would see");
      }
      if (uri.getHost() == null || uri.getPath().length() < 2) {
        throw new IllegalArgumentException("names no host, or no database");
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new Postgres(
          "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
          Optional.ofNullable(user));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL: " + e.getReason(), e);
    }
  }
}
