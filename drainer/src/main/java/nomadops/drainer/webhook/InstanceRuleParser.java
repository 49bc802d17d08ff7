package nomadops.drainer.webhook;

import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.ValueParser;

/// A pointer, or `{from: /name, after: /instances/}`.
record InstanceRuleParser() implements ValueParser<InstanceRule> {
  @Override
  public InstanceRule parse(Node node) throws BadValue {
    if (node instanceof Node.Mapping) {
      return Parsers.mapping(
              "rule of instances",
              shape -> {
                var from = shape.required("from", Mappings.pointer());
                var after = shape.optional("after", Parsers.string(), "");
                return () -> new InstanceRule(from.get(), after.get());
              })
          .parse(node);
    }
    return new InstanceRule(Mappings.pointer().parse(node), "");
  }

  @Override
  public String kind() {
    return "pointer";
  }
}
