package nomadops.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Resolves a [Catalogue] against flags, environment and file: flag > environment > file > default.
public final class Settings {
  private final Catalogue catalogue;
  private final Map<String, String> flags;
  private final Map<String, String> environment;
  private final Map<String, Node.Entry> file = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private Settings(
      Catalogue catalogue, Map<String, String> flags, Map<String, String> environment) {
    this.catalogue = catalogue;
    this.flags = flags;
    this.environment = environment;
  }

  /// Pure; every fault of every source is in the outcome.
  ///
  /// @param flags key (without dashes) to text
  /// @param file the top level of the file; an empty mapping when there is none
  public static Resolution resolve(
      Catalogue catalogue,
      Map<String, String> flags,
      Map<String, String> environment,
      Node.Mapping file) {
    return new Settings(catalogue, flags, environment).resolve(file);
  }

  private Resolution resolve(Node.Mapping mapping) {
    rejectUnknownFlags();
    noteUnknownEnvironment();
    readFile(mapping);
    Map<String, Resolved.Entry> entries = new LinkedHashMap<>();
    for (Setting<?> setting : catalogue.settings()) {
      entry(setting).ifPresent(entry -> entries.put(setting.key(), entry));
    }
    return problems.isEmpty() ? new Resolved(entries, warnings) : new Problems(problems);
  }

  // Values that lose against a stronger source are read as well: a fault in them is a fault.
  private <T> Optional<Resolved.Entry> entry(Setting<T> setting) {
    List<Optional<Resolved.Entry>> strongestFirst = new ArrayList<>();
    String flag = flags.get(setting.key());
    if (flag != null) {
      Position at = Position.of("flag --" + setting.key());
      strongestFirst.add(text(setting, flag, at, new Origin.Flag(setting.key())));
    }
    for (String name : setting.environment()) {
      String text = environment.get(name);
      if (text != null && !text.isEmpty()) {
        Position at = Position.of("environment " + name);
        strongestFirst.add(text(setting, text, at, new Origin.Environment(name)));
      }
    }
    Node.Entry written = file.get(setting.key());
    if (written != null) {
      Position at = written.value().position();
      strongestFirst.add(parsed(setting, written.value(), new Origin.File(at)));
    }
    return strongestFirst.isEmpty() ? Optional.of(fallback(setting)) : strongestFirst.getFirst();
  }

  private <T> Optional<Resolved.Entry> text(
      Setting<T> setting, String text, Position at, Origin origin) {
    try {
      return parsed(setting, setting.parser().fromText(text, at), origin);
    } catch (BadValue e) {
      note(setting, e, text);
      return Optional.empty();
    }
  }

  private <T> Optional<Resolved.Entry> parsed(Setting<T> setting, Node node, Origin origin) {
    try {
      T value = setting.parser().parse(node);
      String shown = shown(setting, value, node);
      Optional<Node> structure =
          setting.secret() || node instanceof Node.Scalar ? Optional.empty() : Optional.of(node);
      return Optional.of(new Resolved.Entry(setting, Optional.of(value), origin, shown, structure));
    } catch (BadValue e) {
      note(setting, e, node instanceof Node.Scalar scalar ? scalar.text() : "");
      return Optional.empty();
    }
  }

  private static <T> Resolved.Entry fallback(Setting<T> setting) {
    String shown =
        setting.defaultValue().map(v -> redacted(setting, setting.parser().show(v))).orElse("");
    Optional<Object> value = setting.defaultValue().map(v -> (Object) v);
    return new Resolved.Entry(setting, value, new Origin.Default(), shown, Optional.empty());
  }

  private static <T> String shown(Setting<T> setting, T value, Node node) {
    String text = node instanceof Node.Scalar ? setting.parser().show(value) : Flow.text(node);
    return redacted(setting, text);
  }

  private static String redacted(Setting<?> setting, String text) {
    return setting.secret() ? ConfigPrint.REDACTED : text;
  }

  private void note(Setting<?> setting, BadValue fault, String text) {
    for (Problem problem : fault.within(setting.key())) {
      problems.add(setting.secret() ? discreet(problem, text) : problem);
    }
  }

  private static Problem discreet(Problem problem, String text) {
    boolean leaks = !text.isEmpty() && (problem.message() + problem.hint()).contains(text);
    return leaks
        ? new Problem(problem.position(), problem.field(), "has an unfit value (redacted)", "")
        : problem;
  }

  private void rejectUnknownFlags() {
    for (String key : flags.keySet()) {
      if (catalogue.find(key).isEmpty()) {
        Position at = Position.of("flag --" + key);
        problems.add(new Problem(at, key, "is not a known option", Nearest.hint(key, keys())));
      }
    }
  }

  // Kubernetes injects NOMAD_OPS_GC_PORT and the like for a service of that name, so an unknown
  // name is no fault.
  private void noteUnknownEnvironment() {
    List<String> known =
        Stream.concat(catalogue.settings().stream(), catalogue.others().stream())
            .flatMap(s -> s.environment().stream())
            .toList();
    for (String name : environment.keySet()) {
      if (name.startsWith(catalogue.environmentPrefix()) && !known.contains(name)) {
        Nearest.to(name, known)
            .filter(near -> Nearest.distance(name, near) <= 2)
            .ifPresent(near ->
                warnings.add("environment " + name + " is not used; did you mean " + near + "?"));
      }
    }
  }

  private void readFile(Node.Mapping mapping) {
    for (Node.Entry entry : mapping.entries()) {
      if (catalogue.find(entry.key()).isPresent()) {
        file.put(entry.key(), entry);
      } else if (catalogue.others().stream().noneMatch(s -> s.key().equals(entry.key()))) {
        String hint = Nearest.hint(entry.key(), keys());
        problems.add(new Problem(entry.position(), entry.key(), "is not a known key", hint));
      }
    }
  }

  private List<String> keys() {
    return catalogue.settings().stream().<String>map(Setting::key).toList();
  }
}
