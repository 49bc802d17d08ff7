package nomadops.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The parsers of everyday values. Those of durations, sizes and structures have classes of their
/// own, reached from here.
public final class Parsers {
  private Parsers() {}

  /// Any text; numbers and words such as `on` keep their spelling.
  public static ValueParser<String> string() {
    return new ScalarParser<>("string", "write it in quotes if it is meant", Function.identity());
  }

  /// A value of the tool's own, written as one word or line.
  ///
  /// @param right what to write, e.g. `write e.g. a=b`
  /// @param read throws [IllegalArgumentException] with a message that names the value
  public static <T> ValueParser<T> scalar(String kind, String right, Function<String, T> read) {
    return new ScalarParser<>(kind, right, read);
  }

  /// `true` or `false` (and Go's `1`, `0`, `t`, `f`).
  public static ValueParser<Boolean> bool() {
    Set<String> yes = Set.of("true", "1", "t");
    Set<String> no = Set.of("false", "0", "f");
    Map<String, String> meant = Map.of("on", "true", "yes", "true", "off", "false", "no", "false");
    return new ScalarParser<>(
        "bool",
        "write true or false",
        text -> {
          String lower = text.toLowerCase(Locale.ROOT);
          if (yes.contains(lower) || no.contains(lower)) {
            return yes.contains(lower);
          }
          String hint = meant.get(lower);
          throw new Unfit(
              "is not a boolean", hint == null ? "write true or false" : "write " + hint);
        });
  }

  /// A whole number from `least` to `most`.
  public static ValueParser<Integer> integer(int least, int most) {
    String right = "write a whole number from " + least + " to " + most;
    return new ScalarParser<>(
        "int",
        right,
        text -> {
          try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value >= least && value <= most) {
              return (int) value;
            }
            throw new Unfit("is out of range", right + ", e.g. " + Math.clamp(value, least, most));
          } catch (NumberFormatException e) {
            throw new Unfit("is not a whole number", right);
          }
        });
  }

  /// A finite decimal number from `least` to `most`.
  public static ValueParser<Double> decimal(double least, double most) {
    String right = "write a number from " + least + " to " + most;
    return new ScalarParser<>(
        "number",
        right,
        text -> {
          try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
              return value;
            }
            throw new Unfit("is out of range", right);
          } catch (NumberFormatException e) {
            throw new Unfit("is not a number", right);
          }
        });
  }

  /// One constant, written in lower case with dashes.
  public static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type) {
    return new EnumParser<>(List.of(type.getEnumConstants()));
  }

  /// A URI with a scheme out of `schemes` and, but for `unix`, a host.
  public static ValueParser<URI> uri(String... schemes) {
    List<String> allowed = List.of(schemes);
    String right = "write e.g. " + allowed.getFirst() + "://host:port";
    return new ScalarParser<>(
        "uri",
        right,
        text -> {
          try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (scheme == null || !allowed.contains(scheme.toLowerCase(Locale.ROOT))) {
              throw new Unfit(
                  "does not start with " + String.join(":// or ", allowed) + "://", right);
            }
            if (uri.getHost() == null && !scheme.equals("unix")) {
              throw new Unfit("names no host", right);
            }
            return uri;
          } catch (URISyntaxException e) {
            throw new Unfit("is not a URI: " + e.getReason(), right);
          }
        });
  }

  /// A path of a file or folder; whether it exists is not asked here.
  public static ValueParser<Path> path() {
    return new ScalarParser<>(
        "path",
        "write a path",
        text -> {
          try {
            if (text.isEmpty()) {
              throw new Unfit("is empty", "write a path");
            }
            return Path.of(text);
          } catch (InvalidPathException e) {
            throw new Unfit("is not a path: " + e.getReason(), "write a path");
          }
        });
  }

  /// `host:port`, `:port` (loopback) or `[v6]:port`.
  public static ValueParser<HostPort> hostPort() {
    return new ScalarParser<>("host:port", "write e.g. 127.0.0.1:9464", HostPort::parse);
  }

  /// A glob: `*` any text, `?` any one character.
  public static ValueParser<Glob> glob() {
    return new ScalarParser<>("glob", "write e.g. ci-*", Glob::new);
  }

  /// A mapping with any keys, whose values are globs.
  public static ValueParser<Map<String, Glob>> globsByKey() {
    return new GlobsByKey();
  }

  /// `30s`, `4h`, `1d12h`, `500ms`: Go's syntax and days.
  public static ValueParser<java.time.Duration> duration() {
    return duration(java.time.Duration.ZERO, java.time.Duration.ofDays(36_500));
  }

  /// A duration from `least` to `most`.
  public static ValueParser<java.time.Duration> duration(
      java.time.Duration least, java.time.Duration most) {
    return new DurationParser(least, most);
  }

  /// `64MiB`, `10MB`, `1G`, `1024`, as bytes.
  public static ValueParser<Long> bytes() {
    return new BytesParser();
  }

  /// A YAML list, or `a,b,c` on the command line.
  public static <T> ValueParser<List<T>> listOf(ValueParser<T> item) {
    return new ListParser<>(item);
  }

  /// A mapping with known fields; see [Shape].
  public static <T> ValueParser<T> mapping(String kind, Shape.Reader<T> reader) {
    return new MappingParser<>(kind, reader);
  }

  /// The words of an enumeration as users write them.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
