package nomadops.health.report;

import java.util.regex.Pattern;

/// How much a report may say. A reader can rely on it, so a writer keeps to it.
final class Bounds {
  /// Bytes of a document.
  static final int LONGEST = 64 * 1024;

  static final int CHECKS = 64;
  static final int CHECK_NAME = 64;

  /// Targets of one check.
  static final int TARGETS = 64;

  /// A host's name has 253 characters at most, and there is a port.
  static final int TARGET = 260;

  static final int REASON = 200;

  /// Nomad's are UUIDs; the ids of records of quarantine are bounded by the same.
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private Bounds() {}

  static boolean isNode(String id) {
    return NODE.matcher(id).matches();
  }

  /// At most so many characters, on one line, and such as can be written.
  static String cut(String text, int most) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
        .takeWhile(c -> line.length() + Character.charCount(c) <= most)
        .forEachOrdered(line::appendCodePoint);
    return line.toString();
  }
}
