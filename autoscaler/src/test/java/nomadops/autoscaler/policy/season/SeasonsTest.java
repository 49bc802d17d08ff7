package nomadops.autoscaler.policy.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is expected, beside a plain memory of everything.
class SeasonsTest {
  private static final Instant EIGHT = Instant.parse("2026-11-27T08:00:00Z");

  @Test
  void whatHappenedOnceIsNotExpectedAgain() {
    Seasons once = Seasons.unseen(Season.DAY).with(5, EIGHT.minus(Duration.ofDays(1)));

    assertThat(once.expected(EIGHT, Duration.ZERO)).isEmpty();
  }

  @Test
  void theLesserOfTheLastTwoTimesIsExpected() {
    Seasons twice =
        Seasons.unseen(Season.WEEK)
            .with(9, EIGHT.minus(Duration.ofDays(14)))
            .with(4, EIGHT.minus(Duration.ofDays(7)));

    assertThat(twice.expected(EIGHT.plusSeconds(60), Duration.ZERO))
        .contains(new Seasons.Expected(4, EIGHT));
    assertThat(twice.expected(EIGHT.minusSeconds(60), Duration.ofMinutes(2)))
        .contains(new Seasons.Expected(4, EIGHT));
    assertThat(twice.expected(EIGHT.plus(Duration.ofMinutes(15)), Duration.ZERO)).isEmpty();
    assertThat(twice.expected(EIGHT.plus(Duration.ofDays(7)), Duration.ZERO)).isEmpty();
  }

  @Test
  void nothingNeededIsSomethingKnown() {
    Seasons twice =
        Seasons.unseen(Season.DAY)
            .with(0, EIGHT.minus(Duration.ofDays(2)))
            .with(3, EIGHT.minus(Duration.ofDays(1)));

    assertThat(twice.expected(EIGHT, Duration.ZERO)).contains(new Seasons.Expected(0, EIGHT));
  }

  @ParameterizedTest
  @EnumSource(Season.class)
  void itExpectsWhatAPlainMemoryOfEverythingExpects(Season season) {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      TreeMap<Long, Integer> all = new TreeMap<>();
      Seasons seasons = Seasons.unseen(season);
      Instant now = EIGHT;
      for (int i = 0; i < 2_000; i++) {
        // Mostly minute by minute, at times away for up to half a season, or a little backwards.
        now =
            switch (random.nextInt(200)) {
              case 0 -> now.plusSeconds(random.nextLong(season.length().toSeconds() / 2));
              case 1 -> now.minusSeconds(random.nextInt(1_000));
              default -> now.plusSeconds(random.nextInt(1_200));
            };
        int needed = random.nextInt(100);
        seasons = seasons.with(needed, now);
        all.merge(slot(now), needed, Math::max);
        Duration ahead = Duration.ofSeconds(random.nextInt(4_000));
        int expected = -1;
        long forgotten = all.lastKey() - 2L * season.slots() - 1;
        for (long slot = slot(now); slot <= slot(now.plus(ahead)); slot++) {
          if (slot - 2L * season.slots() <= forgotten) {
            // The clock was set back: what is older than two seasons is not kept for that.
            continue;
          }
          int last = all.getOrDefault(slot - season.slots(), -1);
          int before = all.getOrDefault(slot - 2L * season.slots(), -1);
          expected = Math.max(expected, Math.min(last, before));
        }
        assertThat(seasons.expected(now, ahead).map(Seasons.Expected::nodes).orElse(-1))
            .as("seed %d, look %d", seed, i)
            .isEqualTo(expected);
      }
      assertThat(Seasons.read(seasons.text(), season)).isEqualTo(seasons);
      assertThat(seasons.text().length()).isLessThan(10_000);
    }
  }

  private static long slot(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 900L);
  }

  @Test
  void aTextOfAnotherSeasonSaysNothing() {
    Seasons day = Seasons.unseen(Season.DAY).with(5, EIGHT);

    assertThat(Seasons.read(day.text(), Season.WEEK)).isEqualTo(Seasons.unseen(Season.WEEK));
    assertThat(Seasons.read(Seasons.unseen(Season.DAY).text(), Season.DAY))
        .isEqualTo(Seasons.unseen(Season.DAY));
  }

  @Test
  void aTextThatIsNotOursIsRefused() {
    assertThatThrownBy(() -> Seasons.read("hello", Season.DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"hello\" does not say what was needed when");
    assertThatThrownBy(() -> Seasons.read("day 12 1,2,3", Season.DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has 3 quarters of an hour, not 193");
    assertThatThrownBy(() -> Seasons.read("day twelve 1", Season.DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
