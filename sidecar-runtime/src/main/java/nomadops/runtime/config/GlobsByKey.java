package nomadops.runtime.config;

import java.util.LinkedHashMap;
import java.util.Map;

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
