package nomadops.runtime.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A pattern over names: `*` stands for any text (slashes too: job ids have them), `?` for one
/// character.
public record Glob(String pattern) {

  /// Matches everything.
  public static final Glob ALL = new Glob("*");

  /// True when the whole of `text` matches; takes time proportional to the product of the lengths
  /// at worst.
  public boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p;
        retry = t;
        p++;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        retry++;
        t = retry;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }

  /// True only when this matches every text that `other` matches. Sound, not complete: for patterns
  /// such as `*a*b*` and `*ab*` it is exact, for some with a `?` between stars it says false where
  /// true would be right.
  public boolean covers(Glob other) {
    String mine = ordered(pattern);
    String theirs = ordered(other.pattern);
    boolean[] reached = new boolean[theirs.length() + 1];
    reached[0] = true;
    for (int m = 0; m < mine.length(); m++) {
      boolean[] next = new boolean[theirs.length() + 1];
      char c = mine.charAt(m);
      next[0] = c == '*' && reached[0];
      for (int t = 0; t < theirs.length(); t++) {
        char o = theirs.charAt(t);
        next[t + 1] =
            c == '*' ? next[t] || reached[t + 1] : reached[t] && (c == o || (c == '?' && o != '*'));
      }
      reached = next;
    }
    return reached[theirs.length()];
  }

  /// The same pattern with the `?` of a run of wildcards before its single `*`.
  private static String ordered(String pattern) {
    return RUN.matcher(pattern)
        .replaceAll(run -> {
          String text = run.group();
          String ones = "?".repeat((int) text.chars().filter(c -> c == '?').count());
          return Matcher.quoteReplacement(ones + (text.contains("*") ? "*" : ""));
        });
  }

  private static final Pattern RUN = Pattern.compile("[*?]+");

  /// True when nothing but one exact name matches.
  public boolean isLiteral() {
    return !WILD.matcher(pattern).find();
  }

  private static final Pattern WILD = Pattern.compile("[*?]");

  @Override
  public String toString() {
    return pattern;
  }
}
