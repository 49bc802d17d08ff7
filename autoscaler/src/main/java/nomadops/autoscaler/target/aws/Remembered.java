package nomadops.autoscaler.target.aws;

import java.time.Duration;
import java.util.function.Supplier;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;

/// The last answer to a question that is not asked at every tick. While AWS throttles or is away,
/// an answer of some minutes ago still serves.
final class Remembered<T> {
  private static final Duration STALE = Duration.ofMinutes(5);

  private record Known<T>(T value, long nanos) {}

  private final Duration shelfLife;
  private final Ticker ticker;
  private @Nullable Known<T> known;

  Remembered(Duration shelfLife, Ticker ticker) {
    this.shelfLife = shelfLife;
    this.ticker = ticker;
  }

  Answer<T> get(Supplier<Answer<T>> question) {
    Known<T> before = known;
    if (before != null && age(before) < shelfLife.toNanos()) {
      return new Answer.Got<>(before.value);
    }
    long nanos = ticker.nanos();
    Answer<T> answer = question.get();
    return switch (answer) {
      case Answer.Got<T>(T value) -> {
        known = new Known<>(value, nanos);
        yield answer;
      }
      case Answer.Failed<T>(AwsFault fault) ->
          before != null && passes(fault) && age(before) < STALE.toNanos()
              ? new Answer.Got<>(before.value)
              : answer;
    };
  }

  private long age(Known<T> known) {
    return ticker.nanos() - known.nanos;
  }

  private static boolean passes(AwsFault fault) {
    return switch (fault.kind()) {
      case LATER, UNSURE -> true;
      case NO_INSTANCE, NO_GROUP, REFUSED -> false;
    };
  }
}
