package nomadops.runtime.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.Problems;
import nomadops.runtime.config.Resolution;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Settings;
import nomadops.runtime.config.YamlFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// One run of a [Leaf]: its settings, options and surroundings.
public final class Invocation {
  private final ParseResult parsed;
  private final Catalogue catalogue;
  private final Surroundings around;
  private @Nullable Resolved settings;

  Invocation(ParseResult parsed, Catalogue catalogue, Surroundings around) {
    this.parsed = parsed;
    this.catalogue = catalogue;
    this.around = around;
  }

  /// The effective settings.
  ///
  /// @throws nomadops.runtime.config.ConfigException with every fault
  public Resolved settings() {
    Resolved known = settings;
    if (known == null) {
      known = reread().orThrow();
      settings = known;
    }
    return known;
  }

  /// Resolves the settings anew: the same flags and environment, the file as it is now.
  public Resolution reread() {
    OptionSpec config = parsed.matchedOption("--config");
    Optional<Path> file =
        Optional.ofNullable(config).map(given -> Path.of(given.stringValues().getFirst()));
    return resolve(parsed, catalogue, around, file);
  }

  /// Resolves the settings as they would be with this file in place of `-config`: the same flags
  /// and environment.
  public Resolution resolvedWith(Path file) {
    return resolve(parsed, catalogue, around, Optional.of(file));
  }

  /// True when a switch of the command line was given.
  public boolean flag(String option) {
    return parsed.hasMatchedOption("--" + option);
  }

  /// The value of an option of the command line.
  public Optional<String> option(String option) {
    return values(option).stream().findFirst();
  }

  /// Every value of an option that may be given several times.
  public List<String> values(String option) {
    OptionSpec matched = parsed.matchedOption("--" + option);
    return matched == null ? List.of() : List.copyOf(matched.stringValues());
  }

  /// Arguments without a dash.
  public List<String> arguments() {
    return parsed.matchedPositionals().stream().flatMap(p -> p.stringValues().stream()).toList();
  }

  public Surroundings around() {
    return around;
  }

  /// Where results go.
  public PrintStream out() {
    return around.out();
  }

  private static Resolution resolve(
      ParseResult parsed, Catalogue catalogue, Surroundings around, Optional<Path> path) {
    Map<String, String> flags = SettingOptions.given(parsed, catalogue);
    Node.Mapping nothing = new Node.Mapping(List.of(), Position.of("no file"));
    try {
      Node.Mapping file = path.isEmpty() ? nothing : YamlFile.read(path.get());
      return Settings.resolve(catalogue, flags, around.environment(), file);
    } catch (BadValue e) {
      return switch (Settings.resolve(catalogue, flags, around.environment(), nothing)) {
        case Resolved _ -> new Problems(e.problems());
        case Problems others -> others.and(e.problems());
      };
    }
  }
}
