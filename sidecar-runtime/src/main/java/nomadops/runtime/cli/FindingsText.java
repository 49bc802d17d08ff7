package nomadops.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What was looked at and found, as people read it: a table, then what is to be done about each
/// that asks for something, folded to the terminal, then one sentence.
public final class FindingsText {
  private FindingsText() {}

  /// One finding.
  ///
  /// @param word its kind, for example `ok` or `missing`; stands first in the table
  /// @param check what kind of thing was looked at, in a word
  /// @param subject what was looked at
  /// @param evidence what was seen
  /// @param remedy what to do; empty where nothing is to be done
  public record Line(
      String word,
      Terminal.Style style,
      String check,
      String subject,
      String evidence,
      String remedy) {}

  /// The whole text.
  ///
  /// @param sentence the last line
  /// @param style of the last line
  public static String of(
      List<Line> lines, String sentence, Terminal.Style style, Terminal terminal) {
    StringBuilder out = new StringBuilder(rows(lines, terminal));
    for (Line line : lines) {
      if (!line.remedy().isEmpty()) {
        out.append('\n')
            .append(terminal.paint(Terminal.Style.BOLD, line.word() + ": " + line.subject()))
            .append('\n')
            .append(folded("  seen: ", clean(line.evidence()), terminal))
            .append(folded("  do:   ", clean(line.remedy()), terminal));
      }
    }
    String last = folded("", sentence, terminal).stripTrailing();
    return out.append('\n').append(terminal.paint(style, last)).append('\n').toString();
  }

  private static String rows(List<Line> lines, Terminal terminal) {
    Table table =
        new Table(
            Table.Column.fixed("RESULT", "result"),
            Table.Column.fixed("CHECK", "check"),
            Table.Column.flexible("LOOKED AT", "subject"),
            Table.Column.flexible("SEEN", "evidence"));
    lines.forEach(each -> table.row(each.word(), each.check(), each.subject(), each.evidence()));
    List<String> rows = new ArrayList<>(table.text(terminal).lines().toList());
    for (int i = 0; i < lines.size() && i + 1 < rows.size(); i++) {
      rows.set(i + 1, painted(lines.get(i), rows.get(i + 1), terminal));
    }
    return rows.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String painted(Line line, String row, Terminal terminal) {
    String word = line.word();
    return row.startsWith(word)
        ? terminal.paint(line.style(), word) + row.substring(word.length())
        : row;
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
}
