package nomadops.gc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "ci-*, ci-42, true",
    "ci-*, xci-42, false",
    "*-nightly, a-nightly, true",
    "*-nightly, a-nightly2, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a.c, abc, false",
    "*a*b*, xxaxxbxx, true",
    "param/dispatch-*, param/dispatch-1-a, true"
  })
  void matchesWholeNames(String pattern, String name, boolean expected) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void agreesWithARegularExpressionOnRandomNames() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String pattern = word(random, "ab*?");
      String name = word(random, "ab");
      String regex = pattern.replace("*", ".*").replace("?", ".");
      assertThat(new Glob(pattern).matches(name))
          .as("seed %d: %s on %s", seed, pattern, name)
          .isEqualTo(Pattern.matches(regex, name));
    }
  }

  private static String word(Random random, String letters) {
    StringBuilder word = new StringBuilder();
    for (int n = random.nextInt(8); n > 0; n--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }
}
