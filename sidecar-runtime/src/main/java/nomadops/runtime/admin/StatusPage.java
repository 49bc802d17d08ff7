package nomadops.runtime.admin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Shows any `/status` document as a page without external assets. Everything in it is escaped:
/// reasons quote job names, and those are anybody's.
final class StatusPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --fg:#1c2430; --dim:#5b6675; --line:#dfe4ea; --bg:#fff; --card:#f6f8fa;
        --ok:#1a7f4b; --bad:#c0362c }
      @media (prefers-color-scheme: dark) { :root { --fg:#dce3ea; --dim:#93a0ae; --line:#2d3742; --bg:#12171d;
        --card:#1a2129; --ok:#4cc38a; --bad:#ff7b72 } }
      body { font:15px/1.5 system-ui,sans-serif; color:var(--fg); background:var(--bg); max-width:70rem;
        margin:2rem auto; padding:0 1rem }
      h1 { font-size:1.4rem; margin:0 } h1 small { color:var(--dim); font-weight:400; font-size:.9rem }
      h2 { font-size:1rem; margin:1.5rem 0 .5rem }
      .pill { border-radius:1rem; padding:.1rem .7rem; border:1px solid; font-size:.85rem; margin-right:.4rem }
      .ok { color:var(--ok) } .bad { color:var(--bad) }
      .card { background:var(--card); border:1px solid var(--line); border-radius:.5rem; padding:.5rem 1rem;
        overflow-x:auto }
      table { border-collapse:collapse; width:100% }
      th,td { text-align:left; vertical-align:top; padding:.25rem .75rem .25rem 0; border-top:1px solid var(--line) }
      tr:first-child > th, tr:first-child > td { border-top:0 }
      th { color:var(--dim); font-weight:500; white-space:nowrap; width:1% }
      td.n { font-variant-numeric:tabular-nums } footer { color:var(--dim); margin-top:2rem; font-size:.85rem }
      a { color:inherit }
      """;

  private StatusPage() {}

  static String html(
      String process, String version, JsonNode status, Health health, List<String> links) {
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.append("<meta http-equiv=\"refresh\" content=\"5\"><title>").append(escape(process));
    out.append("</title><style>\n").append(STYLE).append("</style></head><body>\n");
    out.append("<h1>nomad-ops ").append(escape(process));
    out.append(" <small>").append(escape(version)).append("</small></h1>\n<p>");
    pill(out, "live", health.notLive());
    pill(out, "ready", health.notReady());
    out.append("</p>\n");
    sections(out, status);
    out.append("<footer>");
    out.append(
        String.join(
            " · ", links.stream().map(at -> "<a href=\"" + at + "\">" + at + "</a>").toList()));
    out.append("</footer>\n");
    return out.append("</body></html>\n").toString();
  }

  // Scalars of the top level share one card; every structure has its own.
  private static void sections(StringBuilder out, JsonNode status) {
    StringBuilder plain = new StringBuilder();
    StringBuilder rest = new StringBuilder();
    for (Map.Entry<String, JsonNode> entry : status.properties()) {
      if (entry.getKey().equals("process") || entry.getKey().equals("version")) {
        continue;
      }
      if (entry.getValue().isContainer()) {
        rest.append("<h2>").append(escape(entry.getKey())).append("</h2><div class=\"card\">");
        value(rest, entry.getValue());
        rest.append("</div>\n");
      } else {
        row(plain, entry);
      }
    }
    if (!plain.isEmpty()) {
      out.append("<div class=\"card\"><table>").append(plain).append("</table></div>\n");
    }
    out.append(rest);
  }

  private static void pill(StringBuilder out, String what, Map<String, String> failing) {
    boolean well = failing.isEmpty();
    out.append("<span class=\"pill ").append(well ? "ok" : "bad").append("\">");
    out.append(well ? what : "not " + what).append("</span>");
    failing.forEach((check, reason) ->
        out.append(escape(check)).append(": ").append(escape(reason)).append(". "));
  }

  private static void value(StringBuilder out, JsonNode node) {
    if (node.isObject()) {
      out.append("<table>");
      node.properties().forEach(entry -> row(out, entry));
      out.append("</table>");
    } else if (node.isArray()) {
      list(out, node);
    } else {
      out.append(escape(node.isNull() || node.isMissingNode() ? "-" : node.asString()));
    }
  }

  private static void row(StringBuilder out, Map.Entry<String, JsonNode> entry) {
    out.append("<tr><th>").append(escape(entry.getKey())).append("</th>");
    cell(out, entry.getValue());
    out.append("</tr>\n");
  }

  // Objects become rows under the names of their fields.
  private static void list(StringBuilder out, JsonNode array) {
    if (array.isEmpty()) {
      out.append("none");
      return;
    }
    Set<String> columns = new LinkedHashSet<>();
    array.forEach(item -> item.properties().forEach(field -> columns.add(field.getKey())));
    out.append("<table>");
    if (!columns.isEmpty()) {
      out.append("<tr>");
      columns.forEach(name -> out.append("<th>").append(escape(name)).append("</th>"));
      out.append("</tr>\n");
    }
    for (JsonNode item : array) {
      out.append("<tr>");
      if (item.isObject()) {
        columns.forEach(name -> cell(out, item.path(name)));
      } else {
        cell(out, item);
      }
      out.append("</tr>\n");
    }
    out.append("</table>");
  }

  private static void cell(StringBuilder out, JsonNode value) {
    out.append(value.isNumber() ? "<td class=\"n\">" : "<td>");
    value(out, value);
    out.append("</td>");
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
