package nomadops.drainer.sqs;

/// Text that somebody else wrote, fit for a log line.
final class Shown {
  private Shown() {}

  /// On one line, without characters that a terminal or a log reader acts upon: they are written as
  /// `\\u001b`. Cut after `longest` characters.
  static String cut(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), longest);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        default -> {
          if (isActedUpon(c)) {
            shown.append("\\u%04x".formatted((int) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return end < text.length()
        ? shown + "... (" + text.length() + " characters in all)"
        : shown.toString();
  }

  /// Control and format characters (the latter turn the direction of text), line ends of Unicode,
  /// and halves of pairs, which are no text when the other half is cut off.
  private static boolean isActedUpon(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
