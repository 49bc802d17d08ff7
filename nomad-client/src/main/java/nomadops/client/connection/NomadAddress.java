package nomadops.client.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Where an agent listens: `http://host:4646`, `https://host:4646`, or `unix:///path/to/api.sock`.
///
/// @param base the URL that requests are built on; for a socket its host is only a name
/// @param socket the socket file, for `unix`
public record NomadAddress(URI base, Optional<Path> socket) {
  private static final String HINT =
      "; write http://HOST:4646, https://HOST:4646 or unix:///PATH/api.sock";

  public NomadAddress {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(socket, "socket");
  }

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException when it is none of the three; the message says what to write
  public static NomadAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not an address" + HINT, e);
    }
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "unix" -> unix(text, Objects.requireNonNullElse(uri.getPath(), ""));
      case "http", "https" -> tcp(text, uri);
      default -> throw new IllegalArgumentException("\"" + text + "\" is not an address" + HINT);
    };
  }

  /// The socket of Nomad's task API, or of a proxy.
  public static NomadAddress unix(Path socket) {
    return new NomadAddress(URI.create("http://localhost"), Optional.of(socket));
  }

  public boolean isTls() {
    return "https".equals(base.getScheme());
  }

  private static NomadAddress unix(String text, String path) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("\"" + text + "\" names no socket file" + HINT);
    }
    return unix(Path.of(path));
  }

  private static NomadAddress tcp(String text, URI uri) {
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("\"" + text + "\" names no host" + HINT);
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "the address of " + uri.getHost() + " has a user, query or fragment" + HINT);
    }
    return new NomadAddress(uri, Optional.empty());
  }

  @Override
  public String toString() {
    return socket.map(path -> "unix://" + path).orElseGet(base::toString);
  }
}
