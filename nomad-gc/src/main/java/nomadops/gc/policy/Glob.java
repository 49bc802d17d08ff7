package nomadops.gc.policy;

import java.util.Objects;

/// A pattern over a whole name: `*` stands for any run of characters, `?` for one, all else for
/// itself.
public record Glob(String pattern) {
  public static final Glob ANY = new Glob("*");

  public Glob {
    Objects.requireNonNull(pattern, "pattern is null");
  }

  /// Linear in practice and never worse than pattern times name: on a mismatch only the last star
  /// is tried again.
  public boolean matches(String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
