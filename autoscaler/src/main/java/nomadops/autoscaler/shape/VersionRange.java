package nomadops.autoscaler.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `>= 1.2, < 2.0` and `~> 1.2`, as Nomad reads them (hashicorp/go-version): all parts must hold. A
/// version with a pre-release meets a bound without one only where it is asked for by name; with
/// `semver` it is ordered as semver says.
final class VersionRange {
  private static final Pattern PART = Pattern.compile("\\s*(=|!=|>=|<=|>|<|~>)?\\s*(\\S+)\\s*");
  private static final Pattern VERSION =
      Pattern.compile("v?(\\d+(?:\\.\\d+)*)(?:-([0-9A-Za-z.~-]+))?(?:\\+[0-9A-Za-z.~-]+)?");

  private VersionRange() {}

  /// A version: numbers, and what comes before its release.
  private record Version(List<Long> numbers, String pre) implements Comparable<Version> {
    static Optional<Version> of(String text) {
      Matcher matcher = VERSION.matcher(text.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      List<Long> numbers = new ArrayList<>();
      for (String number : matcher.group(1).split("\\.")) {
        if (number.length() > 18) {
          return Optional.empty();
        }
        numbers.add(Long.parseLong(number));
      }
      return Optional.of(new Version(numbers, matcher.group(2) == null ? "" : matcher.group(2)));
    }

    long number(int i) {
      return i < numbers.size() ? numbers.get(i) : 0;
    }

    @Override
    public int compareTo(Version other) {
      int order = compareNumbers(other, Math.max(numbers.size(), other.numbers.size()));
      if (order != 0) {
        return order;
      }
      if (pre.isEmpty() || other.pre.isEmpty()) {
        return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
      }
      return comparePre(pre, other.pre);
    }

    int compareNumbers(Version other, int count) {
      for (int i = 0; i < count; i++) {
        int order = Long.compare(number(i), other.number(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    private static int comparePre(String left, String right) {
      String[] a = left.split("\\.");
      String[] b = right.split("\\.");
      for (int i = 0; i < Math.min(a.length, b.length); i++) {
        boolean numeric = a[i].matches("\\d{1,18}") && b[i].matches("\\d{1,18}");
        int order =
            numeric
                ? Long.compare(Long.parseLong(a[i]), Long.parseLong(b[i]))
                : a[i].compareTo(b[i]);
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.length, b.length);
    }
  }

  static boolean holds(String range, String version, boolean semver) {
    Optional<Version> have = Version.of(version);
    if (have.isEmpty()) {
      return false;
    }
    for (String part : range.split(",")) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return false;
      }
      String operand = matcher.group(1) == null ? "=" : matcher.group(1);
      Optional<Version> want = Version.of(matcher.group(2));
      if (want.isEmpty() || !holds(operand, have.get(), want.get(), semver)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(String operand, Version have, Version want, boolean semver) {
    boolean comparable = semver || samePre(have, want);
    return switch (operand) {
      case "=" -> have.compareTo(want) == 0;
      case "!=" -> have.compareTo(want) != 0;
      case ">" -> comparable && have.compareTo(want) > 0;
      case ">=" -> comparable && have.compareTo(want) >= 0;
      case "<" -> comparable && have.compareTo(want) < 0;
      case "<=" -> comparable && have.compareTo(want) <= 0;
      case "~>" -> !semver && comparable && pessimistic(have, want);
      default -> false;
    };
  }

  /// A pre-release is compared with the same release's pre-releases alone.
  private static boolean samePre(Version have, Version want) {
    if (have.pre().isEmpty()) {
      return true;
    }
    return !want.pre().isEmpty()
        && have.compareNumbers(want, Math.max(have.numbers().size(), want.numbers().size())) == 0;
  }

  /// At least this, and the same in all numbers but the last one given.
  private static boolean pessimistic(Version have, Version want) {
    return have.compareTo(want) >= 0
        && have.pre().isEmpty() == want.pre().isEmpty()
        && have.compareNumbers(want, want.numbers().size() - 1) == 0;
  }
}
