package nomadops.runtime.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A tree of elements. What others have written (job names, reasons) is only ever the text of a
/// [Text] or the value of an attribute; tags and the names of attributes are ours.
public sealed interface Markup {

  /// Anybody's words.
  record Text(String text) implements Markup {}

  /// A point in time: shown by how long ago it was, and in full in its title.
  record Moment(Instant at) implements Markup {}

  /// An element.
  record Element(String tag, Map<String, String> attributes, List<Markup> children)
      implements Markup {
    Element with(Markup... more) {
      List<Markup> all = new ArrayList<>(children);
      all.addAll(List.of(more));
      return new Element(tag, attributes, all);
    }

    Element with(List<? extends Markup> more) {
      return with(more.toArray(Markup[]::new));
    }

    Element attribute(String name, String value) {
      Map<String, String> all = new LinkedHashMap<>(attributes);
      all.put(name, value);
      return new Element(tag, all, children);
    }
  }

  static Markup text(String text) {
    return new Text(text);
  }

  static Element element(String tag, Markup... children) {
    return new Element(tag, Map.of(), List.of(children));
  }

  /// With a class.
  static Element styled(String tag, String style, Markup... children) {
    return new Element(tag, Map.of("class", style), List.of(children));
  }

  static Element element(String tag, String text) {
    return element(tag, text(text));
  }

  static Element styled(String tag, String style, String text) {
    return styled(tag, style, text(text));
  }

  /// As HTML.
  ///
  /// @param now what "3 min ago" is reckoned from
  default String html(Instant now) {
    StringBuilder out = new StringBuilder();
    html(out, now);
    return out.toString();
  }

  private void html(StringBuilder out, Instant now) {
    switch (this) {
      case Text(String text) -> Escape.to(out, text);
      case Moment(Instant at) ->
          out.append("<time datetime=\"")
              .append(at)
              .append("\" title=\"")
              .append(at)
              .append("\">")
              .append(Ago.text(at, now))
              .append("</time>");
      case Element(String tag, Map<String, String> attributes, List<Markup> children) -> {
        out.append('<').append(tag);
        attributes.forEach((name, value) -> {
          out.append(' ').append(name).append("=\"");
          Escape.to(out, value);
          out.append('"');
        });
        out.append('>');
        children.forEach(child -> child.html(out, now));
        out.append("</").append(tag).append('>');
      }
    }
  }

  /// For the page's own script: a string is text, `["tag", {attributes}, child, ...]` an element,
  /// `{"at": "2026-11-27T18:00:00Z"}` a moment.
  default String json() {
    return Json.MAPPER.writeValueAsString(plain());
  }

  private Object plain() {
    return switch (this) {
      case Text(String text) -> text;
      case Moment(Instant at) -> Map.of("at", at.toString());
      case Element(String tag, Map<String, String> attributes, List<Markup> children) -> {
        List<Object> all = new ArrayList<>(children.size() + 2);
        all.add(tag);
        all.add(attributes);
        children.forEach(child -> all.add(child.plain()));
        yield all;
      }
    };
  }

  /// Holds the mapper: an interface's fields are public.
  final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
  }
}
