package nomadops.autoscaler.shape.version;

/// How go-version orders what is behind the dash.
final class Prereleases {
  private Prereleases() {}

  /// None is after any.
  static int order(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] lefts = left.split("\\.", -1);
    String[] rights = right.split("\\.", -1);
    for (int i = 0; i < Math.max(lefts.length, rights.length); i++) {
      int order = orderOfPart(at(lefts, i), at(rights, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String at(String[] parts, int i) {
    return i < parts.length ? parts[i] : "";
  }

  /// Numbers come before words; beside none, a number is more and a word less.
  private static int orderOfPart(String left, String right) {
    if (left.equals(right)) {
      return 0;
    }
    boolean leftCounts = isNumber(left);
    boolean rightCounts = isNumber(right);
    if (left.isEmpty()) {
      return rightCounts ? -1 : 1;
    }
    if (right.isEmpty()) {
      return leftCounts ? 1 : -1;
    }
    if (leftCounts && rightCounts) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right)) > 0 ? 1 : -1;
    }
    return leftCounts == rightCounts ? left.compareTo(right) : (leftCounts ? -1 : 1);
  }

  private static boolean isNumber(String part) {
    try {
      Long.parseLong(part);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
