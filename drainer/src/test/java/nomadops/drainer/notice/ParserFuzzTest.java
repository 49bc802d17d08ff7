package nomadops.drainer.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged samples: whatever comes, the parser answers, and it makes no instance up.
class ParserFuzzTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "9".repeat(900),
          "\"\"",
          "\" \"",
          "\"i-\\u0000\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[{}]",
          "\"2020-13-45T99:99:99Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"Sat, 99 Jun 2016 15:10:09 GMT\"",
          "\",\"",
          "\"WarmPool\"",
          "\"closed\"",
          "\"AWS Health Event\"",
          "\"{}\"",
          "\"[\"",
          "\"Notification\"");

  private final NoticeParser parser = new NoticeParser();

  static long[] seeds() {
    return new Random(20261123).longs(12).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noMessageMakesTheParserThrowOrMakeAnInstanceUp(long seed) {
    Random random = new Random(seed);
    int readable = 0;
    for (int i = 0; i < 1_500; i++) {
      String body = Samples.read(Samples.ALL.get(random.nextInt(Samples.ALL.size())));
      for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
        body = damaged(body, random);
      }
      readable += check(body, "seed " + seed + ", message " + i);
    }
    assertThat(readable).as("seed %d: some damage leaves a message readable", seed).isPositive();
  }

  private int check(String body, String which) {
    Reading reading;
    try {
      reading = parser.read(body, RECEIVED);
    } catch (RuntimeException | StackOverflowError e) {
      return fail(which + " threw on " + Unfit.cut(body), e);
    }
    return switch (reading) {
      case Reading.Notices(List<Notice> notices) -> {
        for (Notice notice : notices) {
          assertThat(body).as(which).contains(notice.instance().value());
        }
        yield 1;
      }
      case Reading.Nothing(String reason) -> {
        assertThat(reason).as(which).isNotBlank().hasSizeLessThan(1_000);
        yield 0;
      }
      case Reading.Unreadable(String reason) -> {
        assertThat(reason).as(which).isNotBlank().hasSizeLessThan(1_000);
        yield 0;
      }
    };
  }

  private static String damaged(String body, Random random) {
    if (body.isEmpty()) {
      return body;
    }
    int at = random.nextInt(body.length());
    return switch (random.nextInt(7)) {
      case 0 -> body.substring(0, at);
      case 1 -> body.substring(0, at) + body.substring(at + 1);
      case 2 -> body.substring(0, at) + (char) random.nextInt(0x250) + body.substring(at);
      case 3 -> {
        int depth = 1 << random.nextInt(13);
        yield body.substring(0, at) + "[".repeat(depth) + "]".repeat(depth) + body.substring(at);
      }
      case 4 -> body.replaceFirst("i-", "i-" + "x".repeat(1 << random.nextInt(17)));
      default -> swapped(body, random);
    };
  }

  /// Another value for one of the fields.
  private static String swapped(String body, Random random) {
    List<Integer> colons = new ArrayList<>();
    for (int i = body.indexOf("\": "); i >= 0; i = body.indexOf("\": ", i + 1)) {
      colons.add(i + 3);
    }
    if (colons.isEmpty()) {
      return body;
    }
    int from = colons.get(random.nextInt(colons.size()));
    int to = body.indexOf('\n', from);
    if (to < 0) {
      return body;
    }
    String line = body.substring(from, to);
    String comma = line.endsWith(",") ? "," : "";
    return body.substring(0, from)
        + VALUES.get(random.nextInt(VALUES.size()))
        + comma
        + body.substring(to);
  }

  @Test
  void deepNestingAndHugeTextsAreAnswered() {
    check("[".repeat(1_000_000), "lists");
    check("{\"a\":".repeat(500_000), "objects");
    check("{\"detail-type\":\"" + "x".repeat(1_000_000) + "\"}", "text");
    check(
        Samples.read("group-terminate").replace("i-", "i-" + "x".repeat(1_000_000)), "instance id");
  }
}
