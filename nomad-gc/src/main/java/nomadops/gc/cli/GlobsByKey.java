package nomadops.gc.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.ValueParser;

/// A mapping with any keys, whose values are globs.
record GlobsByKey() implements ValueParser<Map<String, Glob>> {
  @Override
  public Map<String, Glob> parse(Node node) throws BadValue {
    if (!(node instanceof Node.Mapping mapping)) {
      throw BadValue.at(
          node, "is " + node.shown() + " where a mapping belongs", "write {key: glob}");
    }
    Map<String, Glob> globs = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      globs.put(entry.key(), Parsers.glob().parse(entry.value()));
    }
    return globs;
  }

  @Override
  public String kind() {
    return "mapping";
  }
}
