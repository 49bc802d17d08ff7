package nomadops.runtime.status;

/// Anybody's words as text of HTML, or within double quotes.
final class Escape {
  private Escape() {}

  static void to(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // A parser of HTML drops it in one place and replaces it in another.
        case '\0' -> out.append('\uFFFD');
        default -> out.append(c);
      }
    }
  }
}
