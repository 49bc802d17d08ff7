package nomadops.drainer.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an event of another cloud is to us.
enum Kind {
  REQUESTED,
  SPOT_INTERRUPTION,
  REBALANCE,
  MAINTENANCE,
  STATE_CHANGE,
  /// Nothing: the event is passed over.
  IGNORE;

  /// Those that are a notice, as senders write them.
  static final List<String> WORDS =
      Arrays.stream(values()).filter(kind -> kind != IGNORE).map(Kind::word).toList();

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Kind> of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind != IGNORE && kind.word().equals(word))
        .findFirst();
  }
}
