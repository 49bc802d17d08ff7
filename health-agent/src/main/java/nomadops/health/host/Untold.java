package nomadops.health.host;

/// The machine does not say. The message names the file.
final class Untold extends Exception {
  private static final long serialVersionUID = 1;

  Untold(String message) {
    super(message);
  }

  Untold(String message, Throwable cause) {
    super(message, cause);
  }
}
