package nomadops.health.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SntpTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-27T12:00:00Z, 2026-11-27T12:00:01Z",
    "2036-02-07T06:28:10Z, 2036-02-07T06:28:20Z",
    "2036-02-07T06:28:20Z, 2036-02-07T06:28:10Z",
    "2040-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z, 2030-01-01T00:00:00Z",
  })
  void offsetsAreRightAcrossTheTurnOfTheEraIn2036(Instant ours, Instant theirs) {
    byte[] answer = FakeSntp.answer(Sntp.question(7), theirs, theirs);

    Optional<Sntp.Reply> reply = Sntp.read(answer, 7, ours, Duration.ZERO);

    assertThat(reply).contains(new Sntp.Reply.Time(Duration.between(ours, theirs), Duration.ZERO));
  }

  /** What is known beforehand comes out, to the nanoseconds that a timestamp cannot hold. */
  @Test
  void offsetAndDelayComeOutOfFourTimes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Instant sent =
          Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1 << 29));
      Duration offset = Duration.ofNanos(random.nextLong(-1L << 50, 1L << 50));
      Duration oneWay = Duration.ofNanos(random.nextLong(1L << 32));
      Duration inside = Duration.ofNanos(random.nextLong(1L << 30));
      Instant received = sent.plus(oneWay).plus(offset);
      byte[] answer = FakeSntp.answer(Sntp.question(i), received, received.plus(inside));

      Sntp.Reply reply =
          Sntp.read(answer, i, sent, oneWay.multipliedBy(2).plus(inside)).orElseThrow();

      assertThat(reply).as("seed %d, exchange %d", seed, i).isInstanceOf(Sntp.Reply.Time.class);
      Sntp.Reply.Time time = (Sntp.Reply.Time) reply;
      assertThat(time.offset().minus(offset).abs())
          .as("seed %d", seed)
          .isLessThan(Duration.ofNanos(9));
      assertThat(time.delay().minus(oneWay.multipliedBy(2)).abs())
          .as("seed %d", seed)
          .isLessThan(Duration.ofNanos(9));
    }
  }

  @Test
  void whatIsTooShortOrNoServersIsNoAnswer() {
    Instant now = Instant.EPOCH;
    byte[] answer = FakeSntp.answer(Sntp.question(7), now, now);
    byte[] client = answer.clone();
    client[0] = 0x23;

    assertThat(Sntp.read(Arrays.copyOf(answer, 47), 7, now, Duration.ZERO)).isEmpty();
    assertThat(Sntp.read(client, 7, now, Duration.ZERO)).isEmpty();
    assertThat(Sntp.read(answer, 8, now, Duration.ZERO)).isEmpty();
  }
}
