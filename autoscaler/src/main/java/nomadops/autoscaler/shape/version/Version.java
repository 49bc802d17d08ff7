package nomadops.autoscaler.shape.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version as HashiCorp's go-version reads it (v1.9.0, which Nomad 2.0 uses): any number of
/// parts, a prerelease behind `-`, metadata behind `+`, which orders nothing.
///
/// @param parts padded to three with zeros
/// @param given how many parts were written
/// @param prerelease empty for a release
record Version(List<Long> parts, int given, String prerelease) {
  private static final String NUMBERS = "v?(?<numbers>\\d+(?:\\.\\d+)*)";
  private static final String DASHED = "-(?<digits>\\d+[0-9A-Za-z\\-~]*(?:\\.[0-9A-Za-z\\-~]+)*)";
  private static final String WORD = "[A-Za-z\\-~]+[0-9A-Za-z\\-~]*(?:\\.[0-9A-Za-z\\-~]+)*";
  private static final String METADATA = "(?:\\+[0-9A-Za-z\\-~]+(?:\\.[0-9A-Za-z\\-~]+)*)?";

  private static final Pattern LOOSE =
      Pattern.compile(NUMBERS + "(?:" + DASHED + "|-?(?<word>" + WORD + "))?" + METADATA);
  private static final Pattern SEMVER =
      Pattern.compile(NUMBERS + "(?:" + DASHED + "|-(?<word>" + WORD + "))?" + METADATA);

  Version {
    parts = List.copyOf(parts);
  }

  /// The prerelease may follow without a dash: `1.2beta1`.
  static Optional<Version> loose(String text) {
    return parse(LOOSE, text);
  }

  static Optional<Version> semver(String text) {
    return parse(SEMVER, text);
  }

  private static Optional<Version> parse(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    List<Long> parts = new ArrayList<>();
    try {
      for (String part : found.group("numbers").split("\\.", -1)) {
        parts.add(Long.parseLong(part));
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    int given = parts.size();
    while (parts.size() < 3) {
      parts.add(0L);
    }
    return Optional.of(new Version(parts, given, prerelease(found)));
  }

  private static String prerelease(Matcher found) {
    String word = found.group("word");
    String digits = found.group("digits");
    return word != null ? word : digits != null ? digits : "";
  }

  boolean isPrerelease() {
    return !prerelease.isEmpty();
  }

  /// Negative, zero or positive. Versions of one length and the same parts are ordered by their
  /// prereleases; of different lengths, they are equal then.
  int order(Version other) {
    if (parts.equals(other.parts)) {
      return Prereleases.order(prerelease, other.prerelease);
    }
    int longest = Math.max(parts.size(), other.parts.size());
    for (int i = 0; i < longest; i++) {
      int order = Long.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  long part(int i) {
    return i < parts.size() ? parts.get(i) : 0;
  }
}
