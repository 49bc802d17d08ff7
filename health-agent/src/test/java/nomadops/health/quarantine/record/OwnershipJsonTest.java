package nomadops.health.quarantine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import nomadops.health.quarantine.policy.facts.Ownership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipJsonTest {
  private static final Instant SINCE = Instant.parse("2026-11-27T12:33:30Z");
  private static final Ownership INTENT =
      new Ownership(
          "server-2", "docker fails", SINCE, SINCE.plusSeconds(14_400), OptionalLong.empty());
  private static final String TEXT =
      """
      {"version":1,"by":"server-2","reason":"docker fails",\
      "since":"2026-11-27T12:33:30Z","expires":"2026-11-27T16:33:30Z","index":4711}\
      """;

  @Test
  void itIsWrittenAsTheDocumentationShows() {
    assertThat(OwnershipJson.write(INTENT.done(4711))).isEqualTo(TEXT);
    assertThat(OwnershipJson.write(INTENT)).isEqualTo(TEXT.replace(",\"index\":4711", ""));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(OwnershipJson.read(OwnershipJson.write(INTENT))).isEqualTo(INTENT);
    assertThat(OwnershipJson.read(TEXT)).isEqualTo(INTENT.done(4711));
  }

  @Test
  void fieldsThatAreNotKnownAreLeftAside() {
    String later = TEXT.replace("\"by\"", "\"mood\":{\"good\":[1]},\"by\"");

    assertThat(OwnershipJson.read(later)).isEqualTo(INTENT.done(4711));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "version":1 | "version":2 | version is 2; this nomad-ops knows version 1
          "version":1, | `` | version is missing; this nomad-ops knows version 1
          "server-2" | 7 | by is 7; it is a text
          "by":"server-2", | `` | by is missing; it is a text
          2026-11-27T12:33:30Z | noon | since is "noon"; it is a time such as 2026-11-27T12:33:30Z
          2026-11-27T16 | 2026-11-26T16 | expires is 2026-11-26T16:33:30Z, before since, which is 2026-11-27T12:33:30Z
          4711 | 0 | index is 0; it is a whole number of 1 or more
          4711 | 1.5 | index is 1.5; it is a whole number of 1 or more
          4711 | 99999999999999999999 | index is 99999999999999999999; it is a whole number of 1 or more
          """)
  void aFaultNamesItsField(String right, String wrong, String message) {
    assertThatThrownBy(() -> OwnershipJson.read(TEXT.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsNoRecordIsSaidToBeNone() {
    assertThatThrownBy(() -> OwnershipJson.read("[]")).hasMessage("the record is no JSON object");
    assertThatThrownBy(() -> OwnershipJson.read("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OwnershipJson.read("{\"version\":"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the record is no JSON: ");
    assertThatThrownBy(() -> OwnershipJson.read("x".repeat(9_000)))
        .hasMessage("the record has 9000 characters; one of ours has 8192 at most");
  }

  @Test
  void anyTextThatIsCutOrSpoiltIsReadOrRefusedAndNothingElse() {
    long seed = 20261128;
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder spoilt = new StringBuilder(TEXT);
      for (int j = random.nextInt(4); j >= 0; j--) {
        spoilt.setCharAt(random.nextInt(spoilt.length()), (char) (32 + random.nextInt(95)));
      }
      spoilt.setLength(random.nextBoolean() ? TEXT.length() : random.nextInt(TEXT.length()));
      try {
        assertThat(OwnershipJson.read(spoilt.toString())).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).as("seed %d, %s", seed, spoilt).isNotBlank();
      }
    }
  }

  @Test
  void theLongestRecordCanBeReadAgain() {
    String words = "\"\\\uD83D\uDE80".repeat(5_000);
    Ownership large =
        new Ownership(words, words, SINCE, SINCE.plusSeconds(1), OptionalLong.of(Long.MAX_VALUE));

    Ownership read = OwnershipJson.read(OwnershipJson.write(large));

    assertThat(read.reason()).isEqualTo(words.substring(0, words.offsetByCodePoints(0, 1_000)));
    assertThat(read.index()).hasValue(Long.MAX_VALUE);
  }

  @Test
  void aPathIsThatOfOneNode() {
    assertThat(OwnershipJson.path("4d2b8f0e-1111-2222-3333-444455556666"))
        .isEqualTo("nomad-ops/quarantine/4d2b8f0e-1111-2222-3333-444455556666");
    assertThatThrownBy(() -> OwnershipJson.path("../jobs"))
        .hasMessage("node id is \"../jobs\"; it is 1 to 64 letters, digits and dashes");
  }
}
