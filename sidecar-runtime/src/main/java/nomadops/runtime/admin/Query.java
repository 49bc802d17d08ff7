package nomadops.runtime.admin;

import java.io.Serial;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.config.Nearest;
import org.jspecify.annotations.Nullable;

/// The parameters of a request to one of the [AdminPages]. Whatever is wrong with them is a [Bad],
/// which is answered by 400 and says what is right. A parameter is given once; one whose name ends
/// with `[]` as often as one likes.
public final class Query {
  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /// A request that cannot be answered as it is.
  public static final class Bad extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public Bad(String message) {
      super(message);
    }
  }

  /// Of the part of an address after the question mark.
  ///
  /// @param raw as it came; null for none
  /// @throws Bad when a parameter is given twice, or is not encoded as it should be
  static Query of(@Nullable String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      List<String> all = values.computeIfAbsent(name, _ -> new ArrayList<>());
      if (!all.isEmpty() && !name.endsWith("[]")) {
        throw new Bad("parameter " + name + " is given twice");
      }
      all.add(value);
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Bad("\"" + text + "\" is not encoded as a parameter should be: " + e.getMessage());
    }
  }

  /// This, when it has no parameter but these.
  ///
  /// @throws Bad with the nearest one that there is
  public Query only(String... names) {
    List<String> known = List.of(names);
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new Bad(
            "parameter %s is not known here; %s"
                .formatted(
                    name,
                    Nearest.to(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are " + String.join(", ", known))));
      }
    }
    return this;
  }

  /// A parameter as it was given.
  public Optional<String> text(String name) {
    return all(name).stream().findFirst();
  }

  /// All values of a parameter, in their order; none when it was not given.
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /// A parameter that is a whole number.
  ///
  /// @throws Bad when it is none, or out of range
  public int whole(String name, int fallback, int least, int most) {
    if (!values.containsKey(name)) {
      return fallback;
    }
    String text = text(name).orElse("");
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Said below, with what is right.
    }
    throw new Bad(
        "%s is \"%s\"; write a whole number from %d to %d".formatted(name, text, least, most));
  }
}
