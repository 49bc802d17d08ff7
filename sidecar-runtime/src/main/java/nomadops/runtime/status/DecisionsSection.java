package nomadops.runtime.status;

import static nomadops.runtime.status.Markup.element;
import static nomadops.runtime.status.Markup.styled;
import static nomadops.runtime.status.Markup.text;

import java.util.List;
import nomadops.runtime.status.Markup.Element;
import nomadops.runtime.status.Markup.Moment;

/// What it decided, the newest first: when, what, about whom, why, and what became of it.
final class DecisionsSection {
  private static final List<String> HEADS = List.of("When", "What", "About", "Why", "Outcome");

  private DecisionsSection() {}

  static Markup of(List<Decision> decisions) {
    Element section = element("div", element("h2", "Decisions"));
    if (decisions.isEmpty()) {
      return section.with(styled("p", "none", "None yet."));
    }
    Element head = element("tr").with(HEADS.stream().map(DecisionsSection::head).toList());
    return section.with(
        styled("table", "stack tale")
            .with(
                styled("caption", "unseen", "The newest first; what was decided again is counted."),
                element("thead", head),
                element("tbody").with(decisions.stream().map(DecisionsSection::row).toList())));
  }

  private static Element head(String name) {
    return element("th", name).attribute("scope", "col");
  }

  private static Element row(Decision decision) {
    Element when = cell("When", new Moment(decision.last()));
    if (decision.times() > 1) {
      when = when.with(styled("span", "since", text(" since "), new Moment(decision.first())));
    }
    return element(
        "tr",
        when,
        cell("What", element("strong", what(decision))),
        cell("About", text(decision.about())),
        cell("Why", text(decision.why())),
        cell("Outcome", text(decision.outcome())));
  }

  static String what(Decision decision) {
    return decision.times() > 1
        ? decision.what() + " \u00d7" + Quantity.number((double) decision.times())
        : decision.what();
  }

  private static Element cell(String label, Markup what) {
    return element("td", what).attribute("data-label", label);
  }
}
