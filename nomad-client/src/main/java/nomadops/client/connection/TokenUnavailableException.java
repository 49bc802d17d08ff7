package nomadops.client.connection;

/// The token cannot be read. Its message names the file and the cause, never the token.
public final class TokenUnavailableException extends RuntimeException {
  TokenUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
