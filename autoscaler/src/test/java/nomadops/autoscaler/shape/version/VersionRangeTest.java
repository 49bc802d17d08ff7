package nomadops.autoscaler.shape.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// By the rules of go-version 1.9.0 and of Nomad's own semver constraints.
final class VersionRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">= 1.2, < 2.0 | 1.2 | true",
        ">= 1.2, < 2.0 | 1.10.3 | true",
        ">= 1.2, < 2.0 | 2.0.0 | false",
        ">= 1.2, < 2.0 | 1.1.9 | false",
        "1.2 | 1.2.0 | true",
        "= 1.2 | 1.2.1 | false",
        "!= 1.2 | 1.2.1 | true",
        "!= 1.2 | v1.2.0 | false",
        "~> 1.2 | 1.2.0 | true",
        "~> 1.2 | 1.9.9 | true",
        "~> 1.2 | 2.0.0 | false",
        "~> 1.2.3 | 1.2.9 | true",
        "~> 1.2.3 | 1.3.0 | false",
        "~> 1.2.3 | 1.2.2 | false",
        "~> 1 | 1.99 | true",
        "~> 1.2.3.4 | 1.2.3 | false",
        "~> 1.2.3.4 | 1.2.3.5 | true",
        "> 1.2.3 | 1.2.3.1 | true",
        ">= 1.2.3.0 | 1.2.3 | true",
        ">= 1.0 | 1.1.0-beta1 | false",
        ">= 1.1.0-beta1 | 1.1.0-beta2 | true",
        ">= 1.1.0-beta1 | 1.1.0 | true",
        ">= 1.0.0-beta1 | 1.1.0-beta2 | false",
        "~> 1.1.0-beta1 | 1.1.0 | false",
        "~> 1.1.0-beta1 | 1.1.0-beta4 | true",
        "> 1.0 | 1.2beta1 | false",
        "= 1.2beta1 | 1.2-beta1 | true",
        ">= 1.0 | 1.2.3+build7 | true",
        "= 1.2.3 | 1.2.3+build7 | true",
        ">= 1.0 | 24.0.5 | true",
        ">= 1.0 | five | false",
        ">= five | 1.0 | false",
        ">= 1.0, | 1.0 | false",
        "=> 1.0 | 1.0 | false",
        ">= 1.0 | 99999999999999999999.0 | false",
      })
  void versionsAreComparedLikeGoVersion(String conditions, String version, boolean met) {
    assertThat(VersionRange.loose(conditions, version)).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">= 1.0 | 1.1.0-beta1 | true",
        ">= 1.1.0 | 1.1.0-beta1 | false",
        "< 1.1.0 | 1.1.0-beta1 | true",
        ">= 0.6.1 | 1.14.0+ent | true",
        "> 1.1.0-beta.2 | 1.1.0-beta.11 | true",
        "> 1.1.0-alpha | 1.1.0-alpha.1 | true",
        "> 1.1.0-1 | 1.1.0-alpha | true",
        "~> 1.2 | 1.2.0 | false",
        "= 1.2beta1 | 1.2-beta1 | false",
        ">= 1.7.0 | 1.7.7 | true",
      })
  void semverOrdersPrereleasesBeforeTheirRelease(String conditions, String version, boolean met) {
    assertThat(VersionRange.semver(conditions, version)).isEqualTo(met);
  }

  static long[] seeds() {
    return new Random(20261127).longs(200).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anOrderAndItsOppositeAreNeverBothMet(long seed) {
    Random random = new Random(seed);
    String left = version(random);
    String right = version(random);
    String which = "seed " + seed + ": " + left + " and " + right;
    assertThat(VersionRange.semver("< " + right, left))
        .as(which)
        .isEqualTo(VersionRange.semver("> " + left, right))
        .isNotEqualTo(VersionRange.semver(">= " + right, left));
    assertThat(VersionRange.loose("= " + right, left))
        .as(which)
        .isNotEqualTo(VersionRange.loose("!= " + right, left));
  }

  private static String version(Random random) {
    List<String> parts =
        IntStream.range(0, 1 + random.nextInt(4))
            .mapToObj(_ -> Integer.toString(random.nextInt(3)))
            .toList();
    String[] tails = {"", "", "-beta", "-beta.1", "-beta.2", "-rc", "+meta"};
    return String.join(".", parts) + tails[random.nextInt(tails.length)];
  }
}
