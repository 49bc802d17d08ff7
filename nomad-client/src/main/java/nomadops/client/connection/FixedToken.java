package nomadops.client.connection;

import java.util.Optional;

/// A token that never changes.
record FixedToken(Optional<String> token, String origin) implements TokenSource {
  @Override
  public String toString() {
    return "TokenSource[" + origin + (token.isPresent() ? ", redacted]" : ", empty]");
  }
}
