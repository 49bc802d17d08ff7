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

  /// What has more values than this is folded away at first.
  private static final int MOST_OPEN = 30;

  private RestSection() {}

  static Markup of(JsonNode status, Set<String> leftOut) {
    List<Markup> plain = new ArrayList<>();
    List<Markup> folds = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : status.properties()) {
      if (leftOut.contains(entry.getKey())) {
        continue;
      }
      if (entry.getValue().isContainer()) {
        folds.add(fold(entry.getKey(), entry.getValue()));
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

  private static Element fold(String name, JsonNode node) {
    Element fold =
        styled("details", "box", element("summary", element("h3", words(name))), value(node));
    return leaves(node) <= MOST_OPEN ? fold.attribute("open", "") : fold;
  }

  private static long leaves(JsonNode node) {
    return node.isContainer() ? node.valueStream().mapToLong(RestSection::leaves).sum() : 1;
  }

  private static Markup value(JsonNode node) {
    if (node.isObject()) {
      if (node.isEmpty()) {
        return text("none");
      }
      return isTable(node)
          ? table(node)
          : pairs(node.properties().stream().map(RestSection::row).toList());
    }
    if (node.isArray()) {
      return list(node);
    }
    String plain = node.isNull() || node.isMissingNode() ? "" : node.asString();
    return plain.isEmpty() ? text("\u2013") : time(plain);
  }

  // Several objects under names, without structures of their own: a row each.
  private static boolean isTable(JsonNode node) {
    return node.size() > 1
        && node.valueStream()
            .allMatch(one -> one.isObject() && one.valueStream().allMatch(RestSection::isShort));
  }

  private static boolean isShort(JsonNode value) {
    return !value.isContainer() || (value.isArray() && value.isEmpty());
  }

  private static Markup table(JsonNode node) {
    Set<String> columns = new LinkedHashSet<>();
    node.valueStream().forEach(one -> columns.addAll(one.propertyNames()));
    List<Element> rows =
        node.properties().stream()
            .map(entry -> {
              Element name = element("th", words(entry.getKey())).attribute("scope", "row");
              Element cells = row(columns, entry.getValue());
              return element("tr", name).with(cells.children());
            })
            .toList();
    return styled(
        "table",
        "stack",
        element("thead", head(columns, element("td"))),
        element("tbody").with(rows));
  }

  private static Element head(Set<String> columns, Markup... first) {
    return element("tr", first)
        .with(
            columns.stream()
                .map(name -> element("th", words(name)).attribute("scope", "col"))
                .toList());
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
    List<Element> rows = array.valueStream().map(item -> row(columns, item)).toList();
    return styled("table", "stack", element("thead", head(columns)), element("tbody").with(rows));
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
