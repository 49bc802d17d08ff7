package nomadops.autoscaler.target.bridge;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Takes secrets out of what others say before it is told on: they like to repeat what they were
/// sent.
final class Redaction {
  private static final int SHORTEST = 6;
  private static final int LONGEST_LINE = 300;
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(TOKEN|SECRET|PASSW|CREDENTIAL|AUTH|KEY|HEADER|WEBHOOK|DSN).*");

  private final List<String> secrets;

  /// @param secrets short ones are left: hiding them would hide half of the text
  Redaction(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// The parts of an address that may grant access: all but scheme, host and port.
  static List<String> of(URI url) {
    List<String> parts = new ArrayList<>();
    for (String part :
        new String[] {url.getRawPath(), url.getPath(), url.getRawQuery(), url.getQuery()}) {
      if (part != null) {
        parts.add(part);
        parts.addAll(List.of(part.split("[/&=:]")));
      }
    }
    return parts;
  }

  /// The values of variables whose names say that they are secret.
  static List<String> of(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> SECRET_NAME.matcher(variable.getKey()).matches())
        .map(Map.Entry::getValue)
        .toList();
  }

  /// One line, without secrets.
  String clean(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "(redacted)");
    }
    String line = clean.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
  }
}
