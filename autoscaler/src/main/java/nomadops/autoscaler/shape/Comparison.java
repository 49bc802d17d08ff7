package nomadops.autoscaler.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Whether a constraint holds between two texts, of which either may be missing. `!=` holds where
/// one is missing; nothing else but `is_not_set` does. An operand that is not known here does not
/// hold.
final class Comparison {
  private Comparison() {}

  static boolean holds(String operand, Optional<String> left, Optional<String> right) {
    return switch (operand) {
      case "is_set" -> left.isPresent();
      case "is_not_set" -> left.isEmpty();
      case "!=", "not" -> !left.equals(right);
      default -> left.isPresent() && right.isPresent() && both(operand, left.get(), right.get());
    };
  }

  private static boolean both(String operand, String left, String right) {
    return switch (operand) {
      case "=", "==", "is" -> left.equals(right);
      case "<" -> order(left, right) < 0;
      case "<=" -> order(left, right) <= 0;
      case ">" -> order(left, right) > 0;
      case ">=" -> order(left, right) >= 0;
      case "regexp" -> finds(right, left);
      case "version" -> VersionRange.holds(right, left, false);
      case "semver" -> VersionRange.holds(right, left, true);
      case "set_contains", "set_contains_all" -> set(left).containsAll(set(right));
      case "set_contains_any" -> set(right).stream().anyMatch(set(left)::contains);
      default -> false;
    };
  }

  /// As whole numbers when both are, else as numbers, else as texts.
  private static int order(String left, String right) {
    try {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    } catch (NumberFormatException notWhole) {
      try {
        return Double.compare(Double.parseDouble(left), Double.parseDouble(right));
      } catch (NumberFormatException noNumber) {
        return left.compareTo(right);
      }
    }
  }

  /// Go's syntax (RE2) is nearly a part of Java's; what Java cannot read holds for nothing.
  private static boolean finds(String regex, String text) {
    try {
      return Pattern.compile(regex).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static List<String> set(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).toList();
  }
}
