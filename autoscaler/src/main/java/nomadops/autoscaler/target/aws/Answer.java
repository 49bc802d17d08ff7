package nomadops.autoscaler.target.aws;

import java.util.function.Function;

/// What a call of the API gave.
sealed interface Answer<T> {
  record Got<T>(T value) implements Answer<T> {}

  record Failed<T>(AwsFault fault) implements Answer<T> {}

  /// The same of something else.
  default <R> Answer<R> map(Function<T, R> function) {
    return switch (this) {
      case Got<T>(T value) -> new Got<>(function.apply(value));
      case Failed<T>(AwsFault fault) -> new Failed<>(fault);
    };
  }
}
