package nomadops.runtime.preflight;

import java.util.List;
import java.util.stream.Collectors;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Findings for people and machines, and what they mean together.
///
/// @param tool for example `gc`
/// @param reached whether Nomad was
record Report(String tool, boolean reached, List<Finding> findings) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Report {
    findings = List.copyOf(findings);
  }

  /// Refused as by a guard when something that is needed is missing: the tool should not be started
  /// like this.
  ExitCode exitCode() {
    if (!reached) {
      return ExitCode.UNREACHABLE;
    }
    return count(Finding.Missing.class) > 0 ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private long count(Class<? extends Finding> kind) {
    return findings.stream().filter(kind::isInstance).count();
  }

  /// The last sentence.
  String sentence() {
    long missing = count(Finding.Missing.class);
    long doubtful = count(Finding.Doubtful.class);
    long untold = count(Finding.NotTold.class);
    String verdict =
        !reached
            ? tool + " cannot reach Nomad"
            : missing > 0
                ? tool
                    + " lacks "
                    + (missing == 1 ? "something" : missing + " things")
                    + " that it needs"
                : tool + " can run here";
    String rest =
        (doubtful > 0 ? "; " + doubtful + " doubtful" : "")
            + (untold > 0 ? "; " + untold + " not told" : "");
    return verdict + rest + ".";
  }

  /// The table, what is to be done, and the last sentence.
  String text(Terminal terminal) {
    Table table =
        new Table(
            Table.Column.fixed("RESULT", "result"),
            Table.Column.fixed("CHECK", "check"),
            Table.Column.flexible("LOOKED AT", "subject"),
            Table.Column.flexible("SEEN", "evidence"));
    findings.forEach(each -> table.row(each.word(), each.check(), each.subject(), each.evidence()));
    String rows =
        table
            .text(terminal)
            .lines()
            .map(line -> painted(terminal, line))
            .collect(Collectors.joining("\n", "", "\n"));
    StringBuilder out = new StringBuilder(rows);
    findings.stream()
        .filter(each -> !each.remedy().isEmpty())
        .forEach(each ->
            out.append('\n')
                .append(terminal.paint(Terminal.Style.BOLD, each.word() + ": " + each.subject()))
                .append('\n')
                .append(folded("  seen: ", clean(each.evidence()), terminal))
                .append(folded("  do:   ", clean(each.remedy()), terminal)));
    Terminal.Style style = exitCode() == ExitCode.DONE ? Terminal.Style.GREEN : Terminal.Style.RED;
    String last = folded("", sentence(), terminal).stripTrailing();
    return out.append('\n').append(terminal.paint(style, last)).append('\n').toString();
  }

  /// Lines of at most the terminal's width, broken at blanks; a pipe gets one.
  private static String folded(String head, String text, Terminal terminal) {
    int width = terminal.interactive() ? terminal.width() : Integer.MAX_VALUE;
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder(head);
    boolean begun = false;
    for (String word : text.split(" ", -1)) {
      if (begun && line.length() + 1 + word.length() > width) {
        out.append(line).append('\n');
        line = new StringBuilder(" ".repeat(head.length())).append(word);
      } else {
        line.append(begun ? " " : "").append(word);
      }
      begun = true;
    }
    return out.append(line).append('\n').toString();
  }

  /// What others say reaches the terminal without their control characters.
  private static String clean(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String painted(Terminal terminal, String line) {
    if (line.startsWith("ok ")) {
      return terminal.paint(Terminal.Style.GREEN, "ok") + line.substring(2);
    }
    for (String word : new String[] {"missing", "doubtful", "not told"}) {
      if (line.startsWith(word + " ")) {
        Terminal.Style style =
            word.equals("missing")
                ? Terminal.Style.RED
                : word.equals("doubtful") ? Terminal.Style.YELLOW : Terminal.Style.DIM;
        return terminal.paint(style, word) + line.substring(word.length());
      }
    }
    return line;
  }

  /// One object: tool, verdict, findings.
  String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("tool", tool);
    json.put("ready", exitCode() == ExitCode.DONE);
    json.put("summary", sentence());
    var all = json.putArray("findings");
    for (Finding each : findings) {
      all.addObject()
          .put("result", each.word().replace(' ', '-'))
          .put("check", each.check())
          .put("subject", each.subject())
          .put("evidence", each.evidence())
          .put("remedy", each.remedy());
    }
    return json.toString() + "\n";
  }
}
