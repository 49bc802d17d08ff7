package nomadops.client.connection;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Where the ACL token comes from. Asked before every request, so a rotated token is used at once.
/// Never shows a token in `toString`.
@FunctionalInterface
public interface TokenSource {

  /// The token to send, or empty for none.
  ///
  /// @throws TokenUnavailableException when there should be a token and it cannot be had
  Optional<String> token();

  /// Anonymous.
  static TokenSource none() {
    return new FixedToken(Optional.empty(), "none");
  }

  /// Always this token; blank means none.
  static TokenSource fixed(String token) {
    return new FixedToken(Optional.of(token.strip()).filter(text -> !text.isEmpty()), "fixed");
  }

  /// `NOMAD_TOKEN` of a given environment.
  static TokenSource environment(Map<String, String> environment) {
    String token = Objects.requireNonNullElse(environment.get("NOMAD_TOKEN"), "").strip();
    return new FixedToken(Optional.of(token).filter(text -> !text.isEmpty()), "NOMAD_TOKEN");
  }

  /// A file that holds the token, read again when its time or size changes.
  static TokenSource file(Path path) {
    return new TokenFile(path);
  }
}
