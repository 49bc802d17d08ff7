package nomadops.drainer.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Problem;
import nomadops.runtime.config.ValueParser;

/// A kind, or `{from: /EventType, map: {Reboot: maintenance}, otherwise: ignore}`.
record KindRuleParser() implements ValueParser<KindRule> {
  private static final ValueParser<Kind> KIND = Parsers.oneOf(Kind.class);

  @Override
  public KindRule parse(Node node) throws BadValue {
    if (!(node instanceof Node.Mapping)) {
      return new KindRule.Always(KIND.parse(node));
    }
    return Parsers.<KindRule>mapping(
            "rule of kinds",
            shape -> {
              var from = shape.required("from", Mappings.pointer());
              var map = shape.required("map", new KindsByValue());
              var otherwise = shape.optional("otherwise", KIND);
              return () -> new KindRule.By(from.get(), map.get(), otherwise.get());
            })
        .parse(node);
  }

  @Override
  public String kind() {
    return KIND.kind();
  }

  private record KindsByValue() implements ValueParser<Map<String, Kind>> {
    @Override
    public Map<String, Kind> parse(Node node) throws BadValue {
      if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
        throw BadValue.at(
            node,
            "is " + node.shown() + " where values and their kinds belong",
            "write e.g. {Reboot: maintenance, Freeze: ignore}");
      }
      Map<String, Kind> kinds = new LinkedHashMap<>();
      List<Problem> problems = new ArrayList<>();
      for (Node.Entry entry : mapping.entries()) {
        try {
          kinds.put(entry.key(), KIND.parse(entry.value()));
        } catch (BadValue e) {
          e.problems()
              .forEach(
                  p -> problems.add(new Problem(p.position(), entry.key(), p.message(), p.hint())));
        }
      }
      if (!problems.isEmpty()) {
        throw new BadValue(problems);
      }
      return kinds;
    }

    @Override
    public String kind() {
      return "value: kind";
    }
  }
}
