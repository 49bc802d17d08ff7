package nomadops.exporter.push;

import java.util.List;

/// What became of one push.
public sealed interface Outcome {
  /// The endpoint took it.
  record Delivered() implements Outcome {}

  /// The endpoint answered that it does not take it.
  record Refused(int status) implements Outcome {}

  /// There was no answer.
  record Failed(String reason) implements Outcome {}

  /// All that [#word] gives.
  List<String> WORDS = List.of("delivered", "refused", "failed");

  /// For the counter.
  default String word() {
    return switch (this) {
      case Delivered _ -> "delivered";
      case Refused _ -> "refused";
      case Failed _ -> "failed";
    };
  }

  /// For the log.
  default String words() {
    return switch (this) {
      case Delivered _ -> "took it";
      case Refused(int status) -> "answered HTTP " + status;
      case Failed(String reason) -> "was not reached: " + reason;
    };
  }
}
