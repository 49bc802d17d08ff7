package nomadops.runtime.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Everything one process can be told. Settings that name no environment variable get
/// `NOMAD_OPS_<PROCESS>_<KEY>`.
///
/// @param process the process' short name, e.g. `gc`
/// @param others that a file may have, too, and that are not looked at: one file serves all
///   commands of a tool
public record Catalogue(String process, List<Setting<?>> settings, List<Setting<?>> others) {

  public Catalogue(String process, List<Setting<?>> settings) {
    this(process, settings, List.of());
  }

  public Catalogue {
    others = List.copyOf(others);
    String prefix = prefix(process);
    List<Setting<?>> named = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Setting<?> setting : settings) {
      if (!keys.add(setting.key())) {
        throw new IllegalArgumentException("two settings have the key " + setting.key());
      }
      named.add(setting.withDerivedEnvironment(prefix));
    }
    settings = List.copyOf(named);
  }

  public static Catalogue of(String process, Setting<?>... settings) {
    return new Catalogue(process, List.of(settings));
  }

  /// This catalogue followed by further settings.
  public Catalogue and(List<Setting<?>> more) {
    List<Setting<?>> all = new ArrayList<>(settings);
    all.addAll(more);
    return new Catalogue(process, all, others);
  }

  /// The same for a command of a tool whose whole catalogue this is.
  public Catalogue within(Catalogue whole) {
    return new Catalogue(
        process,
        settings,
        whole.settings.stream()
            .<Setting<?>>map(setting -> setting)
            .filter(setting -> find(setting.key()).isEmpty())
            .toList());
  }

  /// The setting with this key.
  public Optional<Setting<?>> find(String key) {
    return settings.stream().<Setting<?>>map(s -> s).filter(s -> s.key().equals(key)).findFirst();
  }

  String environmentPrefix() {
    return prefix(process);
  }

  private static String prefix(String process) {
    return "NOMAD_OPS_" + process.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }
}
