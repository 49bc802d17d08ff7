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
    lines.add(line("Waits for", holds(snapshot.holds())));
    if (!snapshot.decisions().isEmpty()) {
      lines.add(line("Decided", last(snapshot.decisions().getFirst())));
    }
    section = section.with(styled("dl", "lines").with(lines));
    if (!courses.isEmpty()) {
      section =
          section.with(styled("ul", "cards").with(courses.stream().map(NowSection::card).toList()));
    }
    return section;
  }

  private static Markup holds(List<Hold> holds) {
    if (holds.isEmpty()) {
      return text("nothing");
    }
    // One is told whole; of several the words are enough, for they are told whole below.
    Hold first = holds.getFirst();
    String words =
        holds.size() == 1
            ? first.what() + ": " + first.why()
            : holds.stream().limit(3).map(Hold::what).collect(Collectors.joining(", "));
    String more = holds.size() > 3 ? " and " + (holds.size() - 3) + " more" : "";
    return styled("span", "held", words + more);
  }

  private static Markup last(Decision decision) {
    String about = decision.about().isEmpty() ? "" : ", " + decision.about();
    String why = decision.why().isEmpty() ? "" : ": " + decision.why();
    String outcome = decision.outcome().isEmpty() ? "" : " (" + decision.outcome() + ")";
    return element("span")
        .with(
            new Moment(decision.last()),
            text(" "),
            element("strong", DecisionsSection.what(decision)),
            text(about + why + outcome));
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
