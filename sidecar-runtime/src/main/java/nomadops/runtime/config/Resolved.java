package nomadops.runtime.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The effective configuration: immutable, typed, each value with its origin.
public final class Resolved implements Resolution {

  /// One setting's outcome; `value` is empty when nothing was given and there is no default.
  ///
  /// @param shown the value as text, redacted if secret
  /// @param node the written form of a structured value
  public record Entry(
      Setting<?> setting,
      Optional<Object> value,
      Origin origin,
      String shown,
      Optional<Node> node) {}

  private final Map<String, Entry> entries;
  private final List<String> warnings;

  Resolved(Map<String, Entry> entries, List<String> warnings) {
    this.entries = new LinkedHashMap<>(entries);
    this.warnings = List.copyOf(warnings);
  }

  /// The value of a setting that has a default or was checked to be present.
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new NoSuchElementException(setting.key() + " is not set"));
  }

  /// The value, if any.
  @SuppressWarnings("unchecked") // the entry was made by this setting's own parser
  public <T> Optional<T> find(Setting<T> setting) {
    return (Optional<T>) entry(setting.key()).value();
  }

  /// The value, or a fault that names the ways to give it.
  ///
  /// @throws ConfigException when it is absent
  public <T> T require(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> {
          Setting<?> known = entry(setting.key()).setting();
          return ConfigException.of(
              "configuration",
              setting.key(),
              "is required",
              "give -"
                  + setting.key()
                  + "=<"
                  + setting.parser().kind()
                  + ">, "
                  + String.join(" or ", known.environment())
                  + ", or the key in the file");
        });
  }

  /// Where the value came from.
  public Origin origin(Setting<?> setting) {
    return entry(setting.key()).origin();
  }

  /// All settings in the order of the catalogue.
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /// Things worth a log line that are no faults, e.g. an environment name that resembles a known
  /// one.
  public List<String> warnings() {
    return warnings;
  }

  /// One line a setting that is not at its default, for the log at start.
  public List<String> summary() {
    return entries.values().stream()
        .filter(e -> e.value().isPresent() && !(e.origin() instanceof Origin.Default))
        .map(e -> e.setting().key() + "=" + e.shown() + " (" + e.origin() + ")")
        .toList();
  }

  Entry entry(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalArgumentException("the catalogue has no setting " + key);
    }
    return entry;
  }

  /// The same with some entries of `other`.
  Resolved with(List<Entry> changed) {
    Map<String, Entry> merged = new LinkedHashMap<>(entries);
    changed.forEach(entry -> merged.put(entry.setting().key(), entry));
    return new Resolved(merged, warnings);
  }
}
