package nomadops.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an expression of PromQL to find out which labels its result has, and refuses one that
/// names a series or a label that does not exist. Operators are read from left to right: what they
/// calculate does not matter here. Whether Prometheus takes the expression is for promtool to say.
final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\$?[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9][0-9a-zA-Z.]*|==|!=|=~|!~|<=|>=|[-+*/%^<>=(){}\\[\\],@])");
  private static final Set<String> AGGREGATIONS =
      Set.of("sum", "min", "max", "avg", "count", "group", "topk", "bottomk", "quantile");
  private static final Set<String> OPERATORS =
      Set.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");
  private static final Set<String> FILTERS = Set.of("and", "unless");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final Function<String, Set<String>> series;
  private int at;

  private PromQl(String text, Function<String, Set<String>> series) {
    this.text = text;
    this.series = series;
    Matcher matcher = TOKEN.matcher(text.strip());
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (end != text.strip().length()) {
      throw fault("cannot be read from here on: " + text.strip().substring(end));
    }
  }

  /// The labels of what the expression gives.
  ///
  /// @param series the labels of a series by its name; throws for one that does not exist
  static Set<String> labels(String text, Function<String, Set<String>> series) {
    PromQl read = new PromQl(text, series);
    Set<String> labels = read.expression();
    if (read.at != read.tokens.size()) {
      throw read.fault("not expected: " + read.peek());
    }
    return labels;
  }

  private Set<String> expression() {
    Set<String> left = operand();
    while (OPERATORS.contains(peek())) {
      String operator = next();
      boolean _ = take("bool");
      Set<String> matched = new TreeSet<>();
      boolean on = peek().equals("on");
      if (take("on") || take("ignoring")) {
        matched.addAll(names());
      }
      boolean group = take("group_left") || take("group_right");
      if (group && peek().equals("(")) {
        matched.addAll(names());
      }
      Set<String> right = operand();
      Set<String> both = union(left, right);
      known(matched, both);
      if (!FILTERS.contains(operator)) {
        left = on && !group && !operator.equals("or") ? matched : both;
      }
    }
    return left;
  }

  private Set<String> operand() {
    while (take("-") || take("+")) {
      // A sign changes no label.
    }
    Set<String> labels = primary();
    while (true) {
      if (take("[")) {
        while (!next().equals("]")) {
          // A range, and Grafana's variables for one.
        }
      } else if (take("offset") || take("@")) {
        boolean _ = take("-");
        String _ = next();
      } else {
        return labels;
      }
    }
  }

  private Set<String> primary() {
    String token = next();
    if (token.equals("(")) {
      Set<String> labels = expression();
      expect(")");
      return labels;
    }
    char first = token.charAt(0);
    if (first == '"' || first == '\'' || Character.isDigit(first) || first == '$') {
      return Set.of();
    }
    if (AGGREGATIONS.contains(token)) {
      return aggregation(token.endsWith("k"));
    }
    return peek().equals("(") ? function(token) : selector(token);
  }

  private Set<String> aggregation(boolean keeps) {
    boolean by = peek().equals("by");
    boolean clause = by || peek().equals("without");
    Set<String> named = Set.of();
    if (clause) {
      String _ = next();
      named = names();
    }
    Set<String> labels = arguments(new ArrayList<>());
    known(named, labels);
    if (keeps) {
      return labels;
    }
    return clause && !by ? less(labels, named) : named;
  }

  private Set<String> function(String name) {
    List<String> texts = new ArrayList<>();
    Set<String> labels = arguments(texts);
    return switch (name) {
      case "histogram_quantile" -> less(labels, Set.of("le"));
      case "label_replace" -> union(labels, Set.of(texts.getFirst()));
      case "vector", "time", "scalar", "absent" -> Set.of();
      default -> labels;
    };
  }

  private Set<String> arguments(List<String> texts) {
    expect("(");
    Set<String> labels = new TreeSet<>();
    while (!take(")")) {
      if (peek().startsWith("\"")) {
        texts.add(peek().substring(1, peek().length() - 1));
      }
      labels.addAll(expression());
      boolean _ = take(",");
    }
    return labels;
  }

  private Set<String> selector(String name) {
    Set<String> labels = series.apply(name);
    if (take("{")) {
      while (!take("}")) {
        known(Set.of(next()), labels);
        String _ = next();
        String _ = next();
        boolean _ = take(",");
      }
    }
    return labels;
  }

  private Set<String> names() {
    expect("(");
    Set<String> names = new TreeSet<>();
    while (!take(")")) {
      names.add(next());
      boolean _ = take(",");
    }
    return names;
  }

  private void known(Set<String> named, Set<String> labels) {
    Set<String> unknown = less(named, labels);
    if (!unknown.isEmpty()) {
      throw fault("no label " + unknown + " among " + labels);
    }
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static Set<String> less(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next() {
    if (at == tokens.size()) {
      throw fault("ends too early");
    }
    return tokens.get(at++);
  }

  private boolean take(String token) {
    boolean there = peek().equals(token);
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw fault(token + " is expected and not " + peek());
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(what + "\n  in " + text.strip());
  }
}
