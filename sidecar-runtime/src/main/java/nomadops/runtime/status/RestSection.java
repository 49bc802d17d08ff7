package nomadops.runtime.status;

import static nomadops.runtime.status.Markup.element;
import static nomadops.runtime.status.Markup.styled;
import static nomadops.runtime.status.Markup.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nomadops.runtime.status.Markup.Element;
import nomadops.runtime.status.Markup.Moment;
import tools.jackson.databind.JsonNode;

/// Any `/status` document as tables. Scalars of the top level share one, every structure has its
/// own, which can be folded away.
final class RestSection {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?Z");

  private RestSection() {}

  static Markup of(JsonNode status, Set<String> leftOut) {
    List<Markup> plain = new ArrayList<>();
    List<Markup> folds = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : status.properties()) {
      if (leftOut.contains(entry.getKey())) {
        continue;
      }
      if (entry.getValue().isContainer()) {
        folds.add(fold(entry.getKey(), value(entry.getValue())));
      } else {
        plain.add(row(entry));
      }
    }
    Element section = element("div", element("h2", "Details"));
    if (!plain.isEmpty()) {
      section = section.with(styled("div", "box", pairs(plain)));
    }
    return section.with(folds);
  }

  private static Element fold(String name, Markup content) {
    return styled("details", "box", element("summary", element("h3", words(name))), content)
        .attribute("open", "");
  }

  private static Markup value(JsonNode node) {
    if (node.isObject()) {
      return node.isEmpty()
          ? text("none")
          : pairs(node.properties().stream().map(RestSection::row).toList());
    }
    if (node.isArray()) {
      return list(node);
    }
    String plain = node.isNull() || node.isMissingNode() ? "" : node.asString();
    if (plain.isEmpty()) {
      return text("\u2013");
    }
    return time(plain);
  }

  private static Markup time(String plain) {
    if (TIME.matcher(plain).matches()) {
      try {
        return new Moment(Instant.parse(plain));
      } catch (DateTimeException _) {
        return text(plain);
      }
    }
    return text(plain);
  }

  private static Element pairs(List<? extends Markup> rows) {
    return styled("table", "pairs", element("tbody").with(rows));
  }

  private static Markup row(Map.Entry<String, JsonNode> entry) {
    Element name = element("th", words(entry.getKey())).attribute("scope", "row");
    return element("tr", name, cell(entry.getValue()));
  }

  // Objects become rows under the names of their fields.
  private static Markup list(JsonNode array) {
    if (array.isEmpty()) {
      return text("none");
    }
    Set<String> columns = new LinkedHashSet<>();
    array.forEach(item -> item.properties().forEach(field -> columns.add(field.getKey())));
    if (columns.isEmpty()) {
      return element("ul").with(array.valueStream().map(i -> element("li", value(i))).toList());
    }
    Element head =
        element("tr")
            .with(
                columns.stream()
                    .map(name -> element("th", words(name)).attribute("scope", "col"))
                    .toList());
    List<Element> rows = array.valueStream().map(item -> row(columns, item)).toList();
    return styled("table", "stack", element("thead", head), element("tbody").with(rows));
  }

  private static Element row(Set<String> columns, JsonNode item) {
    if (!item.isObject()) {
      return element("tr", cell(item).attribute("colspan", "" + columns.size()));
    }
    return element("tr")
        .with(
            columns.stream()
                .map(name -> cell(item.path(name)).attribute("data-label", words(name)))
                .toList());
  }

  private static Element cell(JsonNode value) {
    return value.isNumber() ? styled("td", "n", value(value)) : element("td", value(value));
  }

  // Keys of ours have underscores; what a tool keys by a name of others is left as it is.
  private static String words(String key) {
    return key.matches("[a-z]+(_[a-z]+)+") ? key.replace('_', ' ') : key;
  }
}
