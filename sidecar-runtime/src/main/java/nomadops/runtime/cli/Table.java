package nomadops.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Rows for people and for machines: an aligned text table, and the same rows as JSON.
public final class Table {

  /// One column.
  ///
  /// @param title over the column
  /// @param key in JSON
  /// @param fit what becomes of it when the terminal is narrow
  public record Column(String title, String key, Fit fit) {

    /// A column that is shown whole.
    public static Column fixed(String title, String key) {
      return new Column(title, key, Fit.WHOLE);
    }

    /// A column that may be cut.
    public static Column flexible(String title, String key) {
      return new Column(title, key, Fit.CUT);
    }

    /// A column that is left out, the last one first, before a flexible one becomes hard to read.
    public static Column optional(String title, String key) {
      return new Column(title, key, Fit.LEFT_OUT);
    }
  }

  /// What a narrow terminal does to a column.
  public enum Fit {
    WHOLE,
    CUT,
    LEFT_OUT
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String GAP = "  ";
  private static final int LEAST = 8;

  /// What a flexible column should have before an optional one is shown.
  private static final int READABLE = 24;

  private final List<Column> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  public Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /// Adds a row; numbers are right-aligned and stay numbers in JSON.
  public Table row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /// How many rows there are.
  public int size() {
    return rows.size();
  }

  /// The table as lines of at most the terminal's width (a pipe gets everything, however wide),
  /// each ending with a newline.
  public String text(Terminal terminal) {
    int limit = terminal.interactive() ? terminal.width() : Integer.MAX_VALUE;
    int[] widths = widths(limit);
    StringBuilder out = new StringBuilder();
    List<Object> titles = columns.stream().<Object>map(Column::title).toList();
    String head = cut(line(titles, widths), limit);
    out.append(terminal.paint(Terminal.Style.BOLD, head)).append('\n');
    rows.forEach(row -> out.append(cut(line(row, widths), limit)).append('\n'));
    return out.toString();
  }

  /// A JSON array, one object a line.
  public String json() {
    return rows.stream()
        .map(this::object)
        .map(JSON::writeValueAsString)
        .collect(Collectors.joining(",\n ", "[", "]\n"));
  }

  private ObjectNode object(List<Object> row) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < row.size(); i++) {
      object.set(columns.get(i).key(), JSON.valueToTree(row.get(i)));
    }
    return object;
  }

  /// A column that is left out has width 0.
  private int[] widths(int limit) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(columns.get(i).title());
      for (List<Object> row : rows) {
        widths[i] = Math.max(widths[i], length(clean(row.get(i))));
      }
    }
    leaveOut(widths, limit);
    int excess = total(widths) - limit;
    while (excess > 0) {
      int widest = widestFlexible(widths);
      if (widest < 0) {
        break;
      }
      widths[widest]--;
      excess--;
    }
    return widths;
  }

  private void leaveOut(int[] widths, int limit) {
    int[] readable = widths.clone();
    for (int i = 0; i < readable.length; i++) {
      if (columns.get(i).fit() == Fit.CUT) {
        readable[i] = Math.min(widths[i], READABLE);
      }
    }
    for (int i = widths.length - 1; i >= 0 && total(readable) > limit; i--) {
      if (columns.get(i).fit() == Fit.LEFT_OUT) {
        widths[i] = 0;
        readable[i] = 0;
      }
    }
  }

  private static int total(int[] widths) {
    int sum = -GAP.length();
    for (int width : widths) {
      sum += width == 0 ? 0 : GAP.length() + width;
    }
    return sum;
  }

  private int widestFlexible(int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean candidate = columns.get(i).fit() == Fit.CUT && widths[i] > LEAST;
      if (candidate && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private static String line(List<Object> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      String text = cut(clean(cells.get(i)), widths[i]);
      String pad = " ".repeat(widths[i] - length(text));
      line.append(line.isEmpty() ? "" : GAP);
      line.append(cells.get(i) instanceof Number ? pad + text : text + pad);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text, int width) {
    return length(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  // Names come from other people's job files: no escape sequence of theirs reaches the terminal.
  private static String clean(Object cell) {
    return cell.toString()
        .codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
