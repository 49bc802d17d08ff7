package nomadops.runtime.leader;

import java.time.Duration;
import java.util.OptionalLong;

/// Mode `local-server`: act only while the Nomad server beside us is Raft leader. Pure.
///
/// A deposed leader may believe in itself for as long as Raft's leader lease (500 ms by default),
/// and our own answer may be a [#WINDOW] old. So effects start only after the server has led for
/// two windows on end, and stop one window after the last good answer was asked for: two replicas
/// never act at once.
///
/// @param leadingSince when the first of an unbroken row of good answers came
/// @param lastAnswer when the last good answer came
/// @param deadline until when the fence is open
public record LocalState(
    OptionalLong leadingSince, OptionalLong lastAnswer, OptionalLong deadline) {

  /// How old a good answer may become.
  static final Duration WINDOW = Duration.ofSeconds(3);

  /// How often to ask.
  static final Duration POLL = Duration.ofSeconds(1);

  /// Before anything is known.
  static final LocalState START =
      new LocalState(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  /// The server answered.
  LocalState observed(boolean leads, long sentAt, long now) {
    if (!leads) {
      return START;
    }
    boolean unbroken = lastAnswer.isPresent() && now - lastAnswer.getAsLong() < WINDOW.toNanos();
    long since = unbroken ? leadingSince.orElse(now) : now;
    boolean settled = now - since >= 2 * WINDOW.toNanos();
    return new LocalState(
        OptionalLong.of(since),
        OptionalLong.of(now),
        settled ? OptionalLong.of(sentAt + WINDOW.toNanos()) : OptionalLong.empty());
  }
}
