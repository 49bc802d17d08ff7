package nomadops.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nomadops.cli.reference.CommandPage.Entry;

/// A command's page for `man`, in the macros of man(7).
///
/// @param release e.g. `0.1.0`, in the foot of the page
/// @param date of the release, ISO
record ManPage(CommandPage page, String release, String date) {
  private static final List<Entry> FILES =
      List.of(
          new Entry(
              "NOMAD_ADDR, NOMAD_TOKEN, NOMAD_NAMESPACE, NOMAD_CACERT, ...",
              List.of("As for nomad itself.")),
          new Entry("NOMAD_OPS_JAVA_HOME", List.of("The Java to use, 25 or newer.")),
          new Entry("NOMAD_OPS_JAVA_OPTS", List.of("Further options of the JVM.")));

  /// The name of the page, e.g. `nomad-ops-gc-run`.
  String name() {
    return String.join("-", page.words());
  }

  /// The page, to be written to `man1/<name>.1`.
  String roff() {
    List<String> out = new ArrayList<>();
    out.add(
        ".TH \"%s\" \"1\" \"%s\" \"nomad-ops %s\" \"nomad-ops\""
            .formatted(name().toUpperCase(Locale.ROOT), date, release));
    // Long names of options cannot be stretched to a straight edge.
    out.add(".ad l");
    out.add(".SH NAME");
    out.add(text(name() + " - " + page.description()));
    out.add(".SH SYNOPSIS");
    out.add("\\fB" + text(page.command()) + "\\fR " + text(synopsis()));
    section(out, "COMMANDS", page.commands());
    section(out, "ARGUMENTS", page.arguments());
    for (Map.Entry<String, List<Entry>> group : page.options().entrySet()) {
      String heading = group.getKey().isEmpty() ? "OPTIONS" : group.getKey();
      section(out, heading.toUpperCase(Locale.ROOT), group.getValue());
    }
    if (page.words().size() == 1) {
      section(out, "ENVIRONMENT", FILES);
    }
    if (!page.footer().isEmpty()) {
      out.add(".SH NOTES");
      out.add(".nf");
      page.footer().stream().dropWhile(String::isEmpty).forEach(line -> out.add(text(line)));
      out.add(".fi");
    }
    out.add(".SH SEE ALSO");
    out.add(text(String.join(", ", related())));
    return String.join("\n", out) + "\n";
  }

  private String synopsis() {
    List<String> words = new ArrayList<>(List.of("[OPTIONS]"));
    page.arguments().forEach(argument -> words.add(argument.name()));
    if (page.holds()) {
      words.add("COMMAND");
    }
    return String.join(" ", words);
  }

  private List<String> related() {
    List<String> all = new ArrayList<>();
    if (page.words().size() > 1) {
      all.add(String.join("-", page.words().subList(0, page.words().size() - 1)) + "(1)");
    }
    page.commands().forEach(below -> all.add(name() + "-" + below.name() + "(1)"));
    return all;
  }

  private static void section(List<String> out, String heading, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    out.add(".SH \"" + text(heading) + "\"");
    for (Entry entry : entries) {
      out.add(".TP");
      out.add("\\fB" + text(entry.name()) + "\\fR");
      for (int i = 0; i < entry.meaning().size(); i++) {
        if (i > 0) {
          out.add(".br");
        }
        out.add(text(entry.meaning().get(i)));
      }
    }
  }

  // A dash that is typed is \-; a line that begins with a dot or a quote would be a request.
  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
