package nomadops.gc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.Problem;
import nomadops.runtime.config.ValueParser;

/// Reads the list of rules, and refuses one that is never reached because an earlier rule matches
/// every job that it does. It is a fault and no warning: whoever wrote the rule relies on it, and
/// jobs that it should keep would be deleted by the earlier one.
final class RulesParser implements ValueParser<List<RetentionRule>> {
  private final ValueParser<List<RetentionRule>> each = Parsers.listOf(RuleParser.rule());

  @Override
  public List<RetentionRule> parse(Node node) throws BadValue {
    List<RetentionRule> rules = each.parse(node);
    List<Position> lines =
        node instanceof Node.Sequence(List<Node> items, Position _)
            ? items.stream().map(Node::position).toList()
            : List.of();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      int later = i;
      Position at = lines.get(i);
      first(i, j -> rules.get(j).name().equals(rules.get(later).name()))
          .ifPresent(j -> problems.add(twice(later, at, rules.get(j), lines.get(j))));
      first(i, j -> rules.get(j).match().covers(rules.get(later).match()))
          .ifPresent(
              j -> problems.add(shadowed(later, at, rules.get(later), rules.get(j), lines.get(j))));
    }
    if (!problems.isEmpty()) {
      throw new BadValue(problems);
    }
    return rules;
  }

  private static Optional<Integer> first(int before, java.util.function.IntPredicate holds) {
    return IntStream.range(0, before).filter(holds).boxed().findFirst();
  }

  private static Problem twice(int index, Position at, RetentionRule earlier, Position where) {
    return new Problem(
        at,
        "[" + index + "]",
        "has the name \"" + earlier.name() + "\" of the rule at " + where,
        "give it a name of its own, reasons are told by it");
  }

  private static Problem shadowed(
      int index, Position at, RetentionRule rule, RetentionRule earlier, Position where) {
    return new Problem(
        at,
        "[" + index + "]",
        "rule \""
            + rule.name()
            + "\" is never reached: rule \""
            + earlier.name()
            + "\" at "
            + where
            + " matches every job that it does",
        "put it before that one, or remove it");
  }

  @Override
  public String kind() {
    return each.kind();
  }

  @Override
  public String show(List<RetentionRule> value) {
    return each.show(value);
  }

  @Override
  public Node fromText(String text, Position position) throws BadValue {
    return each.fromText(text, position);
  }
}
