package nomadops.health.report.secret;

import java.util.List;

/// What reports are signed with. Two while one follows the other. Never shown.
///
/// @param values the first signs, each is taken; one or two, each of at least [#SHORTEST]
///   characters
public record Secrets(List<String> values) {
  /// Characters: what `openssl rand -hex 32` prints has 64.
  public static final int SHORTEST = 32;

  static final int MOST = 2;

  public Secrets {
    values = values.stream().map(String::strip).toList();
    if (values.isEmpty() || values.size() > MOST) {
      throw new IllegalArgumentException(
          "there are %d secrets; give one, or two while one follows the other"
              .formatted(values.size()));
    }
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).length() < SHORTEST) {
        throw new IllegalArgumentException(
            "secret %d has %d characters, which can be guessed; give at least %d, e.g. what \"openssl rand -hex 32\" prints"
                .formatted(i + 1, values.get(i).length(), SHORTEST));
      }
    }
  }

  /// What is signed with.
  public String signing() {
    return values.getFirst();
  }

  @Override
  public String toString() {
    return values.size() + (values.size() == 1 ? " secret" : " secrets");
  }
}
