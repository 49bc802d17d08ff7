package nomadops.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing that a user can set. The key is the YAML key and the long option at once.
///
/// Built by [#of] and the withers: `Setting.of("keep-for",
/// Parsers.duration()).defaultsTo(ofHours(4)).describedAs("...")`.
///
/// @param environment names of environment variables, strongest first; when empty, the catalogue
///   derives one
/// @param secret shown as `(redacted)` everywhere
/// @param reloadable may change while the process runs
/// @param group heading in help texts; empty for the process' own settings
public record Setting<T>(
    String key,
    List<String> environment,
    ValueParser<T> parser,
    Optional<T> defaultValue,
    String description,
    String example,
    boolean secret,
    boolean reloadable,
    String group) {

  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public Setting {
    if (!KEBAB.matcher(key).matches()) {
      throw new IllegalArgumentException("not a kebab-case key: " + key);
    }
    environment = List.copyOf(environment);
  }

  /// A setting without a default: absent unless it is given.
  public static <T> Setting<T> of(String key, ValueParser<T> parser) {
    return new Setting<>(key, List.of(), parser, Optional.empty(), "", "", false, false, "");
  }

  /// Environment variables, strongest first.
  public Setting<T> env(String... names) {
    return new Setting<>(
        key, List.of(names), parser, defaultValue, description, example, secret, reloadable, group);
  }

  /// What holds when nobody says anything.
  public Setting<T> defaultsTo(T value) {
    return new Setting<>(
        key,
        environment,
        parser,
        Optional.of(value),
        description,
        example,
        secret,
        reloadable,
        group);
  }

  /// What it does, for help texts and the template.
  public Setting<T> describedAs(String text) {
    return new Setting<>(
        key, environment, parser, defaultValue, text, example, secret, reloadable, group);
  }

  /// A sample value; may be several lines of YAML.
  public Setting<T> example(String text) {
    return new Setting<>(
        key, environment, parser, defaultValue, description, text, secret, reloadable, group);
  }

  /// Never shown.
  public Setting<T> asSecret() {
    return new Setting<>(
        key, environment, parser, defaultValue, description, example, true, reloadable, group);
  }

  /// May change while the process runs.
  public Setting<T> asReloadable() {
    return new Setting<>(
        key, environment, parser, defaultValue, description, example, secret, true, group);
  }

  /// The heading in help texts.
  public Setting<T> inGroup(String heading) {
    return new Setting<>(
        key, environment, parser, defaultValue, description, example, secret, reloadable, heading);
  }

  Setting<T> withDerivedEnvironment(String prefix) {
    return environment.isEmpty()
        ? env(prefix + key.toUpperCase(Locale.ROOT).replace('-', '_'))
        : this;
  }

  /// True for a boolean, whose option needs no argument.
  public boolean isSwitch() {
    return parser.kind().equals("bool");
  }
}
