package nomadops.runtime.status;

import static nomadops.runtime.status.Markup.element;
import static nomadops.runtime.status.Markup.styled;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the sections of the page, each a tree. Pure.
public final class StatusView {
  private final String process;
  private final String version;
  private final Overview overview;

  public StatusView(String process, String version, Overview overview) {
    this.process = process;
    this.version = version;
    this.overview = overview;
  }

  /// The id of each section's element, in the page's order, and what is in it.
  public Map<String, Markup> sections(Snapshot snapshot, Samples samples) {
    Map<String, Markup> all = new LinkedHashMap<>();
    all.put("head", new HeadSection(process, version, overview).of(snapshot));
    all.put("now", NowSection.of(snapshot, samples.courses()));
    all.put("decisions", DecisionsSection.of(snapshot.decisions()));
    all.put("waits", waits(snapshot.holds()));
    all.put("rest", RestSection.of(snapshot.status(), toldAbove(snapshot)));
    return all;
  }

  /// What has a place of its own is not told again among the rest.
  private static Set<String> toldAbove(Snapshot snapshot) {
    Set<String> told = new HashSet<>(Set.of("process", "version"));
    if (!snapshot.doing().isEmpty()) {
      told.add("doing");
    }
    if (!snapshot.holds().isEmpty()) {
      told.add("waits_for");
    }
    if (!snapshot.decisions().isEmpty()) {
      told.add("decisions");
    }
    return told;
  }

  private static Markup waits(List<Hold> holds) {
    Markup.Element section = element("div", element("h2", "Waits for"));
    if (holds.isEmpty()) {
      return section.with(styled("p", "none", "Nothing holds it."));
    }
    return section.with(
        styled("dl", "holds")
            .with(
                holds.stream()
                    .map(hold ->
                        element("div", element("dt", hold.what()), element("dd", hold.why())))
                    .toList()));
  }

  /// What a screen reader says when it changes: how the process stands, and no figures.
  public String said(Snapshot snapshot) {
    return HeadSection.said(process, snapshot);
  }
}
