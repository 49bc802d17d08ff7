package nomadops.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.runtime.ExitCode;
import nomadops.runtime.config.Catalogue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Range;

/// A command that does something: a name, the settings it reads, and a body.
///
/// ```java
/// Leaf.of("plan", "Shows what would be purged, and why.", catalogue)
///     .flag("json", "Prints JSON.")
///     .runs(invocation -> plan(invocation.settings()))
/// ```
public final class Leaf {

  /// What the command does. Faults may be thrown: [Program] turns them into a message and an exit
  /// code.
  @FunctionalInterface
  public interface Body {
    ExitCode run(Invocation invocation) throws Exception;
  }

  private final String name;
  private final String description;
  private final Catalogue catalogue;
  private final List<OptionSpec> options = new ArrayList<>();
  private final List<PositionalParamSpec> parameters = new ArrayList<>();
  private String footer = "";

  private Leaf(String name, String description, Catalogue catalogue) {
    this.name = name;
    this.description = description;
    this.catalogue = catalogue;
  }

  public static Leaf of(String name, String description, Catalogue catalogue) {
    return new Leaf(name, description, catalogue);
  }

  /// A switch that belongs to the command line alone, e.g. `json`.
  public Leaf flag(String option, String meaning) {
    options.add(
        OptionSpec.builder("--" + option)
            .description(escape(meaning))
            .arity("0")
            .type(boolean.class)
            .build());
    return this;
  }

  /// An option with a value that belongs to the command line alone.
  public Leaf option(String option, String label, String meaning) {
    options.add(
        OptionSpec.builder("--" + option)
            .paramLabel("<" + label + ">")
            .description(escape(meaning))
            .arity("1")
            .type(typeOf(label))
            .build());
    return this;
  }

  // A file is told apart for the sake of completion alone: its text is what is read.
  private static Class<?> typeOf(String label) {
    return label.equals("file") || label.equals("path") ? Path.class : String.class;
  }

  /// An option of the command line alone that may be given several times, with a value each.
  public Leaf repeatable(String option, String label, String meaning) {
    options.add(
        OptionSpec.builder("--" + option)
            .paramLabel("<" + label + ">")
            .description(escape(meaning))
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
    return this;
  }

  /// Arguments without a dash; `arity` is picocli's, e.g. `1` or `0..*`.
  public Leaf arguments(String label, String arity, String meaning) {
    parameters.add(
        PositionalParamSpec.builder()
            .paramLabel("<" + label + ">")
            .arity(arity)
            .required(Range.valueOf(arity).min() > 0)
            .type(List.class)
            .auxiliaryTypes(typeOf(label))
            .description(escape(meaning))
            .build());
    return this;
  }

  /// Lines under the help text, e.g. examples.
  public Leaf footer(String text) {
    this.footer = text;
    return this;
  }

  /// The finished command.
  public CommandSpec runs(Body body) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(new Bound(catalogue, body)).name(name);
    Commands.describe(spec, description);
    spec.usageMessage().footer(escape(footer).split("\n"));
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("<file>")
            .type(Path.class)
            .arity("1")
            .description("YAML file with settings; its keys are the long options.")
            .build());
    options.forEach(spec::addOption);
    parameters.forEach(spec::addPositional);
    SettingOptions.addTo(spec, catalogue);
    return spec;
  }

  /// The settings that a command reads; empty for one that only holds others, or is not a [Leaf].
  public static Optional<Catalogue> catalogueOf(CommandSpec command) {
    return command.userObject() instanceof Bound bound
        ? Optional.of(bound.catalogue())
        : Optional.empty();
  }

  private static String escape(String text) {
    return text.replace("%", "%%");
  }

  /// What [Program] finds behind a command.
  record Bound(Catalogue catalogue, Body body) {}
}
