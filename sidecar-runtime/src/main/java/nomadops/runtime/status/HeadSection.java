package nomadops.runtime.status;

import static nomadops.runtime.status.Markup.element;
import static nomadops.runtime.status.Markup.styled;
import static nomadops.runtime.status.Markup.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.runtime.leader.Standing;
import nomadops.runtime.status.Markup.Element;

/// Who it is, and whether it is well.
record HeadSection(String process, String version, Overview overview) {
  Markup of(Snapshot snapshot) {
    Element title = element("h1", text("nomad-ops " + process));
    if (!version.isEmpty()) {
      title = title.with(text(" "), element("small", version));
    }
    List<Markup> pills = new ArrayList<>();
    pills.add(health("live", snapshot.notLive()));
    pills.add(health("ready", snapshot.notReady()));
    snapshot.standing().ifPresent(standing -> pills.add(standing(standing)));
    return element("div")
        .with(
            title,
            styled("p", "purpose", overview.purpose()),
            styled("p", "cluster", overview.cluster()),
            styled("ul", "pills").with(pills));
  }

  private static Markup health(String what, Map<String, String> failing) {
    Element pill =
        failing.isEmpty() ? pill("ok", "\u2713", what) : pill("bad", "\u2717", "not " + what);
    List<Element> reasons =
        failing.entrySet().stream()
            .map(e -> styled("span", "why", e.getKey() + ": " + e.getValue()))
            .toList();
    return element("li", pill).with(reasons);
  }

  private static Markup standing(Standing standing) {
    Element pill =
        standing.leading() ? pill("ok", "\u2713", "leading") : pill("wait", "\u2026", "waiting");
    String holder =
        standing.leading() || standing.holder().isEmpty() ? "" : " (" + standing.holder() + ")";
    return element("li", pill, styled("span", "why", standing.reason() + holder));
  }

  // The sign beside the colour, for whoever does not see it.
  private static Element pill(String style, String sign, String word) {
    return styled(
        "span",
        "pill " + style,
        styled("span", "sign", sign).attribute("aria-hidden", "true"),
        text(" " + word));
  }

  static String said(String process, Snapshot snapshot) {
    StringBuilder out = new StringBuilder(process);
    out.append(snapshot.notLive().isEmpty() ? ": live, " : ": not live, ");
    out.append(snapshot.notReady().isEmpty() ? "ready" : "not ready");
    snapshot
        .standing()
        .ifPresent(standing -> out.append(standing.leading() ? ", leading" : ", waiting"));
    return out.append('.').toString();
  }
}
