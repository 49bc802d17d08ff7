package nomadops.drainer.webhook;

import java.util.List;

/// What senders sign with. Several at once, so that senders can go from an old one to a new one one
/// by one. Never shown.
///
/// @param values each of at least 16 characters; may be none
public record Secrets(List<String> values) {
  private static final int SHORTEST = 16;

  /// No secret: nothing can be signed.
  public static final Secrets NONE = new Secrets(List.of());

  public Secrets {
    values = values.stream().map(String::strip).toList();
    for (int i = 0; i < values.size(); i++) {
      int length = values.get(i).length();
      if (length < SHORTEST) {
        throw new IllegalArgumentException(
            "webhook secret "
                + (i + 1)
                + " has "
                + length
                + " characters, which can be guessed; give at least "
                + SHORTEST
                + ", e.g. what \"openssl rand -hex 32\" prints");
      }
    }
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public String toString() {
    return values.size() + " secrets";
  }
}
