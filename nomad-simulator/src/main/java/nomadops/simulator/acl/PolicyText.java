package nomadops.simulator.acl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of HCL that policies are written in: blocks with an optional label, and attributes that
/// are a string or a list of strings.
final class PolicyText {
  private static final Pattern SYMBOL =
      Pattern.compile("\"([^\"]*)\"|([A-Za-z_][A-Za-z0-9_-]*)|([{}\\[\\]=,])");
  private static final Pattern GAP =
      Pattern.compile("(?:\\s+|#[^\\n]*|//[^\\n]*|/\\*.*?\\*/)*", Pattern.DOTALL);

  /// @param attributes values by name; a single string is a list of one
  record Block(
      String name, String label, Map<String, List<String>> attributes, List<Block> blocks) {}

  private record Symbol(String text, Kind kind) {
    boolean is(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }
  }

  private enum Kind {
    STRING,
    WORD,
    MARK,
    END
  }

  private final List<Symbol> symbols = new ArrayList<>();
  private int at;

  private PolicyText(String hcl) {
    Matcher gap = GAP.matcher(hcl);
    Matcher symbol = SYMBOL.matcher(hcl);
    int position = after(gap, 0);
    while (position < hcl.length()) {
      if (!symbol.find(position) || symbol.start() != position) {
        throw new IllegalArgumentException("Failed to parse ACL Policy at offset " + position);
      }
      symbols.add(of(symbol));
      position = after(gap, symbol.end());
    }
    symbols.add(new Symbol("", Kind.END));
  }

  private static int after(Matcher gap, int position) {
    return gap.find(position) && gap.start() == position ? gap.end() : position;
  }

  private static Symbol of(Matcher symbol) {
    if (symbol.group(1) != null) {
      return new Symbol(symbol.group(1), Kind.STRING);
    }
    return symbol.group(2) != null
        ? new Symbol(symbol.group(2), Kind.WORD)
        : new Symbol(symbol.group(3), Kind.MARK);
  }

  /// The blocks of a policy.
  static List<Block> parse(String hcl) {
    PolicyText text = new PolicyText(hcl);
    Block root = text.body("", "");
    if (text.next().kind() != Kind.END || !root.attributes().isEmpty()) {
      throw new IllegalArgumentException("Failed to parse ACL Policy: blocks were expected");
    }
    return root.blocks();
  }

  private Symbol next() {
    return symbols.get(Math.min(at++, symbols.size() - 1));
  }

  private Block body(String name, String label) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    List<Block> blocks = new ArrayList<>();
    while (symbols.get(at).kind() == Kind.WORD) {
      String word = next().text();
      Symbol then = next();
      if (then.is("=")) {
        attributes.put(word, value());
        continue;
      }
      String inner = then.kind() == Kind.STRING ? then.text() : "";
      expect("{", then.kind() == Kind.STRING ? next() : then);
      blocks.add(body(word, inner));
      expect("}", next());
    }
    return new Block(name, label, attributes, blocks);
  }

  private List<String> value() {
    Symbol first = next();
    if (first.kind() == Kind.STRING) {
      return List.of(first.text());
    }
    expect("[", first);
    List<String> all = new ArrayList<>();
    for (Symbol symbol = next(); !symbol.is("]"); symbol = next()) {
      if (symbol.kind() == Kind.STRING) {
        all.add(symbol.text());
      } else {
        expect(",", symbol);
      }
    }
    return all;
  }

  private static void expect(String mark, Symbol symbol) {
    if (!symbol.is(mark)) {
      throw new IllegalArgumentException(
          "Failed to parse ACL Policy: " + mark + " was expected, not \"" + symbol.text() + "\"");
    }
  }
}
