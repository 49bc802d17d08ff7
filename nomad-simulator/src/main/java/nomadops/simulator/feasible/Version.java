package nomadops.simulator.feasible;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version as the operands `version` and `semver` compare it. Where a condition names no
/// prerelease, `version` lets no prerelease pass but for `!=`; `semver` compares them like others.
record Version(List<Long> numbers, String prerelease) implements Comparable<Version> {
  private static final Pattern TEXT =
      Pattern.compile("v?(\\d{1,18}(?:\\.\\d{1,18})*)(?:-([0-9A-Za-z.~-]+))?(?:\\+.*)?");
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(=|!=|>=|<=|>|<|~>)?\\s*(\\S+)\\s*");

  static @Nullable Version parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    List<Long> numbers = new ArrayList<>();
    for (String number : matcher.group(1).split("\\.", -1)) {
      numbers.add(Long.parseLong(number));
    }
    String prerelease = matcher.group(2);
    return new Version(numbers, prerelease == null ? "" : prerelease);
  }

  /// Whether a version meets every one of some conditions, e.g. `>= 1.2, < 2`; not if one of them
  /// cannot be read.
  static boolean satisfies(String version, String conditions, boolean semver) {
    Version mine = parse(version);
    if (mine == null) {
      return false;
    }
    for (String condition : conditions.split(",", -1)) {
      Matcher matcher = CONDITION.matcher(condition);
      Version other = matcher.matches() ? parse(matcher.group(2)) : null;
      if (other == null || !mine.meets(matcher.group(1), other, semver)) {
        return false;
      }
    }
    return true;
  }

  private boolean meets(@Nullable String operator, Version other, boolean semver) {
    int order = compareTo(other);
    String is = operator == null ? "=" : operator;
    boolean comparable = semver || prerelease.isEmpty() || !other.prerelease.isEmpty();
    return switch (is) {
      case "!=" -> order != 0;
      case ">=" -> comparable && order >= 0;
      case "<=" -> comparable && order <= 0;
      case ">" -> comparable && order > 0;
      case "<" -> comparable && order < 0;
      case "~>" -> comparable && order >= 0 && sharesAllButTheLast(other);
      default -> order == 0;
    };
  }

  private boolean sharesAllButTheLast(Version other) {
    for (int i = 0; i < other.numbers.size() - 1; i++) {
      if (number(i) != other.number(i)) {
        return false;
      }
    }
    return true;
  }

  private long number(int i) {
    return i < numbers.size() ? numbers.get(i) : 0;
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = Long.compare(number(i), other.number(i));
      if (order != 0) {
        return order;
      }
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    return prerelease.compareTo(other.prerelease);
  }
}
