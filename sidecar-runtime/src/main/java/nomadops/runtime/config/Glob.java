package nomadops.runtime.config;

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
