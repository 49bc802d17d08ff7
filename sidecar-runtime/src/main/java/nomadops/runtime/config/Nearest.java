package nomadops.runtime.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that a user probably meant.
public final class Nearest {
  private Nearest() {}

  /// The candidate with the least edit distance, if it is near enough to be a misspelling.
  public static Optional<String> to(String word, Collection<String> candidates) {
    if (word.length() > 80) {
      return Optional.empty();
    }
    String lower = word.toLowerCase(Locale.ROOT).replace('_', '-');
    int limit = Math.max(2, word.length() / 3);
    String best = null;
    int least = limit + 1;
    for (String candidate : candidates) {
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT).replace('_', '-'));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /// `did you mean "x"?`, or an empty text.
  public static String hint(String word, Collection<String> candidates) {
    return to(word, candidates).map(near -> "did you mean \"" + near + "\"?").orElse("");
  }

  // Optimal string alignment: a swap of neighbours, the commonest slip, counts once.
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
