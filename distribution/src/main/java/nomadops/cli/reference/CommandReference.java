package nomadops.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nomadops.cli.reference.CommandPage.Entry;
import picocli.CommandLine.Model.CommandSpec;

/// The page `docs/cli.md`: every command, without the settings, which have a page of their own.
final class CommandReference {
  private static final String INTRODUCTION =
      """
      # Commands

      Every command, rendered from the code. Options are written with one dash or two, and a value after `=` or a space, as with `nomad` itself; what
      is a *setting* may as well stand in the environment or in the file that `-config` names: [configuration.md](configuration.md). Every command has
      `-help`, and `-debug`, which shows stack traces of failures. The same is in the man pages, e.g. `man nomad-ops-gc-run`.

      Exit codes, unless a command says otherwise: 0 done, 1 failed, 2 wrong usage or configuration, 3 Nomad was not reached, 4 refused by a guard.
      """;

  private CommandReference() {}

  static String markdown(CommandSpec root) {
    List<String> out = new ArrayList<>(List.of(INTRODUCTION.stripTrailing()));
    CommandPage.all(root).stream()
        .filter(page -> page.words().size() > 1)
        .forEach(page -> command(page, out));
    return String.join("\n", out) + "\n";
  }

  private static void command(CommandPage page, List<String> out) {
    out.add("");
    out.add((page.words().size() == 2 ? "## " : "### ") + page.command());
    out.add(Markdown.text(page.description()));
    List<Entry> own = new ArrayList<>(page.arguments());
    page.options().getOrDefault("", List.of()).stream()
        .filter(option -> !isSetting(page, option) && !everywhere(option))
        .forEach(own::add);
    table(own, "option", out);
    table(page.commands(), "command", out);
    page.catalogue()
        .filter(catalogue -> !catalogue.settings().isEmpty())
        .ifPresent(catalogue ->
            out.add(
                "\nReads the settings of [%s](configuration.md#%s)%s"
                    .formatted(
                        catalogue.process(), catalogue.process(), headings(page.options()))));
    footer(page.footer(), out);
  }

  private static boolean isSetting(CommandPage page, Entry option) {
    String key = option.name().replaceFirst("^--", "").replaceFirst("[=\\[].*", "");
    return page.catalogue().flatMap(catalogue -> catalogue.find(key)).isPresent();
  }

  private static boolean everywhere(Entry option) {
    return option.name().startsWith("-h,") || option.name().equals("--debug");
  }

  private static String headings(Map<String, List<Entry>> options) {
    List<String> named =
        options.keySet().stream()
            .filter(heading -> !heading.isEmpty())
            .map(heading -> heading.substring(0, 1).toLowerCase(Locale.ROOT) + heading.substring(1))
            .map(heading -> heading.startsWith("nomad ") ? "N" + heading.substring(1) : heading)
            .toList();
    return named.isEmpty() ? "." : ": " + Markdown.text(String.join("; ", named)) + ".";
  }

  private static void table(List<Entry> entries, String what, List<String> out) {
    if (entries.isEmpty()) {
      return;
    }
    out.add("");
    out.add("| " + what + " | |");
    out.add("|---|---|");
    for (Entry entry : entries) {
      out.add(
          "| "
              + Markdown.code(entry.name())
              + " | "
              + Markdown.text(String.join(" ", entry.meaning()))
              + " |");
    }
  }

  // Examples are shown as what is typed; the exit codes stand above unless the command has others.
  private static void footer(List<String> lines, List<String> out) {
    StringBuilder text = new StringBuilder();
    List<String> examples = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("Example: ")) {
        examples.add(line.substring("Example: ".length()));
      } else {
        text.append(line).append(line.isEmpty() ? "\n\n" : " ");
      }
    }
    if (!text.toString().isBlank()) {
      out.add("");
      out.add(Markdown.text(text.toString().strip().replaceAll(" *\n\n+", "\n\n")));
    }
    if (!examples.isEmpty()) {
      // Examples name addresses and files of somebody's; whether they are commands is tested
      // anyhow.
      out.add("<!-- not run: an example with names of its own -->");
      out.add("```sh");
      out.addAll(examples);
      out.add("```");
    }
  }
}
