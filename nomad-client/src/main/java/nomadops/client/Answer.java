package nomadops.client;

import java.util.Objects;
import java.util.function.Function;

/// What a read gave, with Nomad's own words about how fresh it is.
public record Answer<T>(T value, ResponseMeta meta) {
  public Answer {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(meta, "meta");
  }

  /// The same answer with another view of its value.
  public <R> Answer<R> map(Function<? super T, ? extends R> view) {
    return new Answer<>(view.apply(value), meta);
  }
}
