package nomadops.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "4h, PT4H",
    "1d12h, PT36H",
    "500ms, PT0.5S",
    "1.5h, PT90M",
    "1h30m, PT90M",
    "0, PT0S",
    "0s, PT0S",
    "90m, PT90M",
    "250us, PT0.00025S",
    "7ns, PT0.000000007S",
    "0.5d, PT12H"
  })
  void durationsAreReadInGosSyntaxAndDays(String text, Duration expected) throws BadValue {
    assertThat(read(Parsers.duration(), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4",
        "1.5",
        "-3s",
        "",
        "4 h",
        "h",
        "4hours",
        "99999999999999d",
        "1d 2h",
        "0x4s",
        "NaNs"
      })
  void whatIsNoDurationIsRejected(String text) {
    assertThatThrownBy(() -> read(Parsers.duration(), text)).isInstanceOf(BadValue.class);
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void everyDurationShownIsReadBack() throws BadValue {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      int size = random.nextInt(1, 57);
      Duration value = Duration.ofNanos(random.nextLong(1L << size));
      assertThat(read(Parsers.duration(), Durations.text(value)))
          .as("seed %d", seed)
          .isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1024",
    "64MiB, 67108864",
    "64m, 67108864",
    "10MB, 10000000",
    "1.5GiB, 1610612736",
    "1 kb, 1000",
    "0, 0"
  })
  void sizesAreReadInBothSystems(String text, long expected) throws BadValue {
    assertThat(read(Parsers.bytes(), text)).isEqualTo(expected);
    assertThat(read(Parsers.bytes(), Parsers.bytes().show(expected))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ci-*, ci-123, true",
    "ci-*, xci-1, false",
    "*, '', true",
    "*a*b, xxaxxb, true",
    "*a*b, xxaxx, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a.c, abc, false",
    "dispatch/*/run, dispatch/a/b/run, true",
    "**, x, true",
    "'', x, false"
  })
  void globsMatchWholeNames(String glob, String name, boolean expected) {
    assertThat(new Glob(glob).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*, ci-*, true",
    "ci-*, ci-*-x, true",
    "ci-*, *, false",
    "ci-?, ci-1, true",
    "ci-1, ci-?, false",
    "?*, *?, true",
    "a*c, abc, true",
    "'', '*', false",
    "'*', '', true"
  })
  void oneGlobCoversAnotherWhenItMatchesAllThatTheOtherDoes(
      String wide, String narrow, boolean expected) {
    assertThat(new Glob(wide).covers(new Glob(narrow))).isEqualTo(expected);
  }

  /// Against every text of up to five letters out of two, for random pairs of patterns.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aGlobThatIsSaidToCoverAnotherDoes(long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; texts.get(i).length() < 5; i++) {
      texts.add(texts.get(i) + "a");
      texts.add(texts.get(i) + "b");
    }
    int covered = 0;
    for (int round = 0; round < 3_000; round++) {
      Glob wide = new Glob(pattern(random));
      Glob narrow = new Glob(pattern(random));
      if (wide.covers(narrow)) {
        covered++;
        assertThat(texts.stream().filter(narrow::matches))
            .as("seed %d: %s covers %s", seed, wide, narrow)
            .allMatch(wide::matches);
      }
    }
    assertThat(covered).isGreaterThan(100);
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      pattern.append("ab?**".charAt(random.nextInt(5)));
    }
    return pattern.toString();
  }

  @Test
  void aHostileGlobIsDecidedQuickly() {
    String name = "a".repeat(3_000);

    assertThat(new Glob("*a".repeat(500) + "b").matches(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9464, 127.0.0.1:9464",
    ":9464, 127.0.0.1:9464",
    "[::1]:80, [::1]:80",
    "0.0.0.0:0, 0.0.0.0:0"
  })
  void listeningAddressesAreRead(String text, String expected) throws BadValue {
    assertThat(read(Parsers.hostPort(), text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9464", "host", "host:70000", "::1:80", "host:"})
  void otherListeningAddressesAreRejected(String text) {
    assertThatThrownBy(() -> read(Parsers.hostPort(), text)).isInstanceOf(BadValue.class);
  }

  @Test
  void urisNeedOneOfTheirSchemesAndAHost() throws BadValue {
    ValueParser<java.net.URI> parser = Parsers.uri("http", "https");

    assertThat(read(parser, "https://x:1/y")).hasToString("https://x:1/y");
    assertThatThrownBy(() -> read(parser, "x:80")).hasMessageContaining("http://");
    assertThatThrownBy(() -> read(parser, "http:///y")).hasMessageContaining("names no host");
    assertThatThrownBy(() -> read(parser, "http://a b")).hasMessageContaining("is not a URI");
  }

  @Test
  void numbersAreRangedAndFinite() throws BadValue {
    assertThat(read(Parsers.decimal(0, 10), "2.5")).isEqualTo(2.5);
    assertThat(read(Parsers.integer(0, 2_000_000), "1_000_000")).isEqualTo(1_000_000);
    assertThat(read(Parsers.path(), "a/b")).isEqualTo(Path.of("a/b"));
    assertThatThrownBy(() -> read(Parsers.decimal(0, 10), "NaN")).isInstanceOf(BadValue.class);
    assertThatThrownBy(() -> read(Parsers.decimal(0, 10), "Infinity")).isInstanceOf(BadValue.class);
    assertThatThrownBy(() -> read(Parsers.integer(0, 9), "99999999999999999999"))
        .isInstanceOf(BadValue.class);
    assertThatThrownBy(() -> read(Parsers.integer(0, 9), "1.0")).isInstanceOf(BadValue.class);
  }

  @Test
  void theNearestWordIsOfferedOnlyWhenItIsNear() {
    assertThat(Nearest.to("keep-fro", SettingsTest.keys())).contains("keep-for");
    assertThat(Nearest.to("keep_for", SettingsTest.keys())).contains("keep-for");
    assertThat(Nearest.to("quux", SettingsTest.keys())).isEmpty();
    assertThat(Nearest.to("x".repeat(10_000), SettingsTest.keys())).isEmpty();
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
  }

  private static <T> T read(ValueParser<T> parser, String text) throws BadValue {
    return parser.parse(new Node.Scalar(text, true, Position.of("test")));
  }
}
