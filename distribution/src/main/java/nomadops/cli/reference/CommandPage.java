package nomadops.cli.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.config.Catalogue;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// One command as a reader of a reference wants it, without picocli's ways of layout.
///
/// @param words from `nomad-ops` to the command's own name
/// @param options of the command line alone, by heading; the empty one is the command's own
/// @param catalogue of the settings that it reads, each an option, too
/// @param commands below it: name and what it does
/// @param footer lines: exit codes, examples
record CommandPage(
    List<String> words,
    String description,
    List<Entry> arguments,
    Map<String, List<Entry>> options,
    Optional<Catalogue> catalogue,
    List<Entry> commands,
    List<String> footer) {

  /// A name as it is written, e.g. `--json` or `--keep-for <duration>`, and what it means, a line
  /// each.
  record Entry(String name, List<String> meaning) {}

  CommandPage {
    words = List.copyOf(words);
    footer = List.copyOf(footer);
  }

  /// The whole command, e.g. `nomad-ops gc run`.
  String command() {
    return String.join(" ", words);
  }

  /// True for a command that only holds others.
  boolean holds() {
    return !commands.isEmpty();
  }

  /// The page of this command and those of all below it, in the order of the help text.
  static List<CommandPage> all(CommandSpec root) {
    List<CommandPage> pages = new ArrayList<>();
    add(root, List.of(root.name()), pages);
    return pages;
  }

  private static void add(CommandSpec spec, List<String> words, List<CommandPage> pages) {
    pages.add(of(spec, words));
    spec.subcommands()
        .forEach((name, below) -> {
          List<String> longer = new ArrayList<>(words);
          longer.add(name);
          add(below.getCommandSpec(), longer, pages);
        });
  }

  private static CommandPage of(CommandSpec spec, List<String> words) {
    Map<String, List<Entry>> options = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      options.computeIfAbsent(heading(option), _ -> new ArrayList<>()).add(entry(option));
    }
    return new CommandPage(
        words,
        text(spec.usageMessage().description()).getFirst(),
        spec.positionalParameters().stream().map(CommandPage::entry).toList(),
        options,
        Leaf.catalogueOf(spec),
        spec.subcommands().entrySet().stream()
            .map(below ->
                new Entry(
                    below.getKey(),
                    text(below.getValue().getCommandSpec().usageMessage().description())))
            .toList(),
        text(spec.usageMessage().footer()).stream().map(String::strip).toList());
  }

  private static String heading(OptionSpec option) {
    ArgGroupSpec group = option.group();
    return group == null ? "" : group.heading().replace("%n", "").replaceAll(":$", "");
  }

  private static Entry entry(OptionSpec option) {
    String names = String.join(", ", option.names());
    boolean takes = option.arity().max() > 0;
    String value = option.arity().min() == 0 ? "[=" + label(option) + "]" : "=" + label(option);
    return new Entry(takes ? names + value : names, text(option.description()));
  }

  private static String label(OptionSpec option) {
    return option.paramLabel();
  }

  private static Entry entry(PositionalParamSpec parameter) {
    boolean optional = parameter.arity().min() == 0;
    String many = parameter.arity().max() > 1 ? "..." : "";
    String name = parameter.paramLabel() + many;
    return new Entry(optional ? "[" + name + "]" : name, text(parameter.description()));
  }

  // Picocli formats these texts, so a percent sign is written twice in them.
  private static List<String> text(String... lines) {
    return List.of(lines).stream().map(line -> line.replace("%%", "%")).toList();
  }
}
