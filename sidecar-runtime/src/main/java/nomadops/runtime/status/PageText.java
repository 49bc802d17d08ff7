package nomadops.runtime.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The page whole, in one answer: style and script are within, and named by their digests in the
/// policy, so that nothing else is ever run, styled or fetched.
public final class PageText {
  private static final String STYLE = resource("status.css");
  private static final String SCRIPT = resource("status.js");

  /// A page with a dot: browsers ask for a picture, and a 404 is an error in their console.
  private static final String ICON =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
          + "%3Ccircle cx='8' cy='8' r='6' fill='%231a7f4b'/%3E%3C/svg%3E";

  /// The Content-Security-Policy of the page.
  public static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + digest(STYLE)
          + "'; script-src 'sha256-"
          + digest(SCRIPT)
          + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private PageText() {}

  /// The page.
  ///
  /// @param sections as [StatusView#sections]
  /// @param links paths of ours
  public static String html(
      String process, Map<String, Markup> sections, String said, List<String> links, Instant now) {
    StringBuilder out = new StringBuilder(16_384);
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.append("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>\n<title>");
    Escape.to(out, process);
    out.append(" \u00b7 nomad-ops</title><link rel=\"icon\" href=\"").append(ICON);
    out.append("\">\n<style>").append(STYLE).append("</style></head>\n<body data-now=\"");
    out.append(now).append("\">\n<a class=\"skip\" href=\"#main\">Skip to what it does</a>\n");
    out.append("<header>");
    section(out, "div", "head", sections, now);
    // Only with the script is there anything to pause.
    out.append("<div class=\"follow\"><span id=\"follow\"></span> ");
    out.append("<button id=\"pause\" type=\"button\" aria-pressed=\"false\" hidden>");
    out.append("Pause updates</button></div></header>\n<main id=\"main\" tabindex=\"-1\">\n");
    for (String id : sections.keySet()) {
      if (!id.equals("head")) {
        section(out, "section", id, sections, now);
      }
    }
    out.append("</main>\n<footer><nav aria-label=\"For machines\">");
    links.forEach(at -> {
      out.append("<a href=\"");
      Escape.to(out, at);
      out.append("\">");
      Escape.to(out, at);
      out.append("</a> ");
    });
    out.append("</nav></footer>\n<p id=\"said\" class=\"unseen\" role=\"status\">");
    Escape.to(out, said);
    out.append("</p>\n<script>").append(SCRIPT).append("</script>\n</body></html>\n");
    return out.toString();
  }

  private static void section(
      StringBuilder out, String tag, String id, Map<String, Markup> sections, Instant now) {
    Markup content = sections.get(id);
    out.append('<').append(tag).append(" id=\"").append(id).append("\">");
    out.append(content == null ? "" : content.html(now));
    out.append("</").append(tag).append(">\n");
  }

  private static String resource(String name) {
    try (InputStream in = PageText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not beside " + PageText.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
