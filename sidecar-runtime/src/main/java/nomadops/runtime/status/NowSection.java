package nomadops.runtime.status;

import static nomadops.runtime.status.Markup.element;
import static nomadops.runtime.status.Markup.styled;
import static nomadops.runtime.status.Markup.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nomadops.runtime.status.Markup.Element;
import nomadops.runtime.status.Markup.Moment;

/// What it does, waits for and decided last, in three lines; and its figures.
final class NowSection {
  private NowSection() {}

  static Markup of(Snapshot snapshot, List<Course> courses) {
    Element section = element("div", element("h2", "Now"));
    List<Markup> lines = new ArrayList<>();
    if (!snapshot.doing().isEmpty()) {
      lines.add(line("Does now", text(snapshot.doing())));
    }
    if (!snapshot.holds().isEmpty()) {
      lines.add(line("Waits for", text(holds(snapshot.holds()))));
    }
    if (!snapshot.decisions().isEmpty()) {
      lines.add(line("Last decided", last(snapshot.decisions().getFirst())));
    }
    if (!lines.isEmpty()) {
      section = section.with(styled("dl", "lines").with(lines));
    }
    if (!courses.isEmpty()) {
      section =
          section.with(styled("ul", "cards").with(courses.stream().map(NowSection::card).toList()));
    }
    return section;
  }

  private static String holds(List<Hold> holds) {
    String first = holds.stream().limit(3).map(Hold::what).collect(Collectors.joining(", "));
    return holds.size() > 3 ? first + " and " + (holds.size() - 3) + " more" : first;
  }

  private static Markup last(Decision decision) {
    return element("span")
        .with(
            new Moment(decision.last()),
            text(": " + DecisionsSection.what(decision) + " " + decision.about()),
            text(decision.why().isEmpty() ? "" : " \u2014 " + decision.why()));
  }

  private static Element line(String label, Markup what) {
    return element("div", element("dt", label), element("dd", what));
  }

  private static Element card(Course course) {
    Figure figure = course.figure();
    return styled(
        "li",
        "card",
        styled("span", "label", figure.label()),
        styled("span", "value", Quantity.text(course.newest(), figure.unit())),
        Spark.svg(course),
        styled("span", "range", Spark.range(course)));
  }
}
