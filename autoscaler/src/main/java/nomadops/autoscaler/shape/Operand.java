package nomadops.autoscaler.shape;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import nomadops.autoscaler.shape.version.VersionRange;

/// The comparisons of constraints, of two texts that are there.
final class Operand {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Operand() {}

  /// An operand that Nomad does not know is never met, as there.
  ///
  /// @throws GoRegex.Undecided for a regular expression that we cannot judge
  static boolean met(String operand, String left, String right) {
    return switch (operand) {
      case "=", "==", "is" -> left.equals(right);
      case "<" -> order(left, right) < 0;
      case "<=" -> order(left, right) <= 0;
      case ">" -> order(left, right) > 0;
      case ">=" -> order(left, right) >= 0;
      case "regexp" -> GoRegex.finds(right, left);
      case "version" -> VersionRange.loose(right, left);
      case "semver" -> VersionRange.semver(right, left);
      case "set_contains", "set_contains_all" -> set(left).containsAll(set(right));
      case "set_contains_any" -> set(right).stream().anyMatch(set(left)::contains);
      default -> false;
    };
  }

  /// Whole numbers, else decimals, else bytes.
  static int order(String left, String right) {
    return whole(left, right)
        .orElseGet(() ->
            decimal(left, right)
                .orElseGet(() ->
                    Arrays.compareUnsigned(
                        left.getBytes(StandardCharsets.UTF_8),
                        right.getBytes(StandardCharsets.UTF_8))));
  }

  private static OptionalInt whole(String left, String right) {
    if (!WHOLE.matcher(left).matches() || !WHOLE.matcher(right).matches()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Long.compare(Long.parseLong(left), Long.parseLong(right)));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt decimal(String left, String right) {
    return DECIMAL.matcher(left).matches() && DECIMAL.matcher(right).matches()
        ? OptionalInt.of(Double.compare(Double.parseDouble(left), Double.parseDouble(right)))
        : OptionalInt.empty();
  }

  private static Set<String> set(String listed) {
    Set<String> set = new HashSet<>();
    for (String one : listed.split(",", -1)) {
      set.add(one.strip());
    }
    return set;
  }
}
