package nomadops.simulator.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nomadops.simulator.filter.Condition.Selector;

/// A recursive-descent parser; `or` binds weaker than `and`, `and` weaker than `not`.
final class Parser {
  private static final String OPERATORS =
      "\"!=\", \"==\", \"contains\", \"in\", \"is\", \"matches\", \"not\" or [ \\t\\r\\n]";
  private static final String VALUES =
      "\"`\", \"\\\"\", \"not\", \"(\", [ \\t\\r\\n], [-0-9] or [a-zA-Z]";
  private final String text;
  private int at;

  Parser(String text) {
    this.text = text;
  }

  Condition filter() {
    Condition condition = or();
    skip();
    if (at < text.length()) {
      throw fail("\"and\", \"or\", [ \\t\\r\\n] or EOF");
    }
    return condition;
  }

  private Condition or() {
    Condition left = and();
    while (word("or")) {
      left = new Condition.Or(left, and());
    }
    return left;
  }

  private Condition and() {
    Condition left = not();
    while (word("and")) {
      left = new Condition.And(left, not());
    }
    return left;
  }

  private Condition not() {
    if (word("not")) {
      return new Condition.Not(not());
    }
    if (symbol("(")) {
      Condition inner = or();
      if (!symbol(")")) {
        throw fail("\")\"");
      }
      return inner;
    }
    return match();
  }

  private Condition match() {
    skip();
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '`')) {
      String value = quoted();
      boolean negated = word("not");
      if (!word("in")) {
        throw fail("\"in\", \"not\" or [ \\t\\r\\n]");
      }
      Condition contains = new Condition.Contains(selector(), value);
      return negated ? new Condition.Not(contains) : contains;
    }
    return operation(selector());
  }

  private Condition operation(Selector selector) {
    if (symbol("==")) {
      return new Condition.Equal(selector, value());
    }
    if (symbol("!=")) {
      return new Condition.Not(new Condition.Equal(selector, value()));
    }
    if (word("is")) {
      boolean negated = word("not");
      if (!word("empty")) {
        throw fail("\"empty\"");
      }
      return negated
          ? new Condition.Not(new Condition.Empty(selector))
          : new Condition.Empty(selector);
    }
    int before = at;
    boolean negated = word("not");
    Condition condition = null;
    if (word("contains")) {
      condition = new Condition.Contains(selector, value());
    } else if (word("matches")) {
      condition = new Condition.Matches(selector, pattern(value()));
    } else if (word("in")) {
      condition = new Condition.Contains(selector(), selector.parts().getFirst());
    }
    if (condition == null) {
      at = before;
      throw fail(OPERATORS);
    }
    return negated ? new Condition.Not(condition) : condition;
  }

  private Selector selector() {
    List<String> parts = new ArrayList<>();
    parts.add(identifier());
    while (at < text.length()) {
      if (text.charAt(at) == '.') {
        at++;
        parts.add(identifier());
      } else if (text.charAt(at) == '[') {
        at++;
        parts.add(quoted());
        if (!symbol("]")) {
          throw fail("\"]\"");
        }
      } else {
        break;
      }
    }
    return new Selector(parts);
  }

  private String identifier() {
    skip();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_-".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (start == at) {
      throw fail(VALUES);
    }
    return text.substring(start, at);
  }

  private String value() {
    skip();
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '`')) {
      return quoted();
    }
    return identifier();
  }

  private String quoted() {
    skip();
    if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '`')) {
      throw fail("\"`\" or \"\\\"\"");
    }
    char quote = text.charAt(at++);
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (quote == '"' && text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    if (at >= text.length()) {
      throw new BadFilter(position() + ": Unterminated string literal");
    }
    at++;
    return value.toString();
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new BadFilter(
          "Failed to compile regular expression \"" + regex + "\": " + e.getDescription());
    }
  }

  private boolean word(String word) {
    skip();
    int end = at + word.length();
    if (!text.startsWith(word, at)
        || (end < text.length() && Character.isLetterOrDigit(text.charAt(end)))) {
      return false;
    }
    at = end;
    return true;
  }

  private boolean symbol(String symbol) {
    skip();
    if (!text.startsWith(symbol, at)) {
      return false;
    }
    at += symbol.length();
    return true;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private BadFilter fail(String expected) {
    skip();
    return new BadFilter(position() + ": no match found, expected: " + expected);
  }

  private String position() {
    return "1:" + (at + 1) + " (" + at + ")";
  }
}
