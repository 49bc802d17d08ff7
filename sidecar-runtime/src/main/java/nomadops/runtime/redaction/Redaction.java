package nomadops.runtime.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets out of what others say before it is told on: they like to repeat what they were
/// sent.
public final class Redaction {
  private static final int SHORTEST = 6;
  private static final int LONGEST_LINE = 300;
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(TOKEN|SECRET|PASSW|CREDENTIAL|AUTH|KEY|HEADER|WEBHOOK|DSN).*");

  private final List<String> secrets;

  /// Of known secrets.
  ///
  /// @param secrets those of fewer than 6 characters are left: hiding them would hide half of the
  ///   text
  public Redaction(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// The parts of an address that may grant access: all but scheme, host and port.
  public static List<String> ofAddress(URI url) {
    List<String> parts = new ArrayList<>();
    Stream.of(
            url.getRawUserInfo(),
            url.getRawPath(),
            url.getPath(),
            url.getRawQuery(),
            url.getQuery())
        .filter(Objects::nonNull)
        .forEach(part -> {
          parts.add(part);
          parts.addAll(List.of(part.split("[/&=:]")));
        });
    return parts;
  }

  /// The values of headers, and their parts: `Bearer ...` holds its token.
  public static List<String> ofHeaders(Map<String, String> headers) {
    List<String> parts = new ArrayList<>(headers.values());
    headers.values().forEach(value -> parts.addAll(List.of(value.split("[\\s,;=]+"))));
    return parts;
  }

  /// The values of variables whose names say that they are secret.
  public static List<String> ofEnvironment(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> SECRET_NAME.matcher(variable.getKey()).matches())
        .map(Map.Entry::getValue)
        .toList();
  }

  /// One line without secrets, which every encoding can carry, of at most 300 characters and `...`.
  public String clean(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "(redacted)");
    }
    String whole = new String(clean.getBytes(UTF_8), UTF_8);
    String line = whole.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
  }
}
