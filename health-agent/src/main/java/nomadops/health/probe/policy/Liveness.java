package nomadops.health.probe.policy;

import java.time.Duration;
import java.util.Optional;

/// Whether the server wants a restart. It never asks who leads: to restart servers because there is
/// no quorum keeps them from finding one.
///
/// ```
/// STARTING --answers--> LIVES --silent, misses times in a row for over--> SILENT (dead)
///    |  ^                 | ^------------------answers----------------------'
///    |  '-----refused-----'
///    '--not once within grace--> NEVER_ANSWERED (dead)
/// ```
///
/// A connection that is refused is a process that is not there, or that restores its state before
/// it listens: whoever runs it starts it again, so that is a start and not a miss.
///
/// @param misses silent looks in a row that it takes
/// @param over how long they must have lasted, too
/// @param grace how long a start may take: restoring a large state takes minutes
public record Liveness(int misses, Duration over, Duration grace) {
  public Liveness {
    if (misses < 1) {
      throw new IllegalArgumentException("misses is " + misses + "; write at least 1");
    }
  }

  /// Why it lives or not, in one word for metrics.
  public enum Why {
    STARTING,
    ANSWERS,
    MISSED,
    SILENT,
    NEVER_ANSWERED,
    CONDEMNED
  }

  /// What is believed.
  public sealed interface Verdict {
    Why why();

    /// For people, one line.
    String reason();

    default boolean lives() {
      return this instanceof Lives;
    }
  }

  /// It needs no restart.
  public record Lives(Why why, String reason) implements Verdict {}

  /// It does.
  public record Dead(Why why, String reason) implements Verdict {}

  /// What it is judged by next.
  ///
  /// @param startedAt when it began to start; -1 once it has answered
  /// @param missed silent looks since the last answer
  /// @param missedSince when the first of them was
  public record State(long startedAt, int missed, long missedSince) {
    static State starting(long now) {
      return new State(now, 0, 0);
    }
  }

  /// A verdict and what comes with it.
  ///
  /// @param state the next one
  public record Step(Verdict verdict, State state) {}

  /// Before the first look.
  public static State begin(long now) {
    return State.starting(now);
  }

  /// Judges one look.
  ///
  /// @param condemned why somebody who looks deeper wants it restarted, although it answers. Not
  ///   heard before the process has answered: it was said of an earlier life
  public Step step(State state, Sight sight, Optional<String> condemned, long now) {
    return switch (sight.answering()) {
      case ANSWERS -> new Step(answered(sight, condemned), new State(-1, 0, 0));
      case REFUSES -> starting(state.startedAt() < 0 ? State.starting(now) : state, sight, now);
      case SILENT ->
          state.startedAt() < 0
              ? missed(state, sight, condemned, now)
              : starting(state, sight, now);
    };
  }

  private static Verdict answered(Sight sight, Optional<String> condemned) {
    return condemned
        .<Verdict>map(reason -> new Dead(Why.CONDEMNED, reason))
        .orElseGet(() -> new Lives(Why.ANSWERS, sight.said()));
  }

  private Step starting(State state, Sight sight, long now) {
    Duration since = Duration.ofNanos(now - state.startedAt());
    String said =
        " for " + since.toSeconds() + " s of " + grace.toSeconds() + " s: " + sight.said();
    Verdict verdict =
        since.compareTo(grace) < 0
            ? new Lives(Why.STARTING, "it starts" + said)
            : new Dead(Why.NEVER_ANSWERED, "it has not come up" + said);
    return new Step(verdict, state);
  }

  private Step missed(State state, Sight sight, Optional<String> condemned, long now) {
    long since = state.missed() == 0 ? now : state.missedSince();
    State next = new State(-1, state.missed() + 1, since);
    Duration lasted = Duration.ofNanos(now - since);
    String said =
        "no answer at %d looks in a row, for %d s: %s"
            .formatted(next.missed(), lasted.toSeconds(), sight.said());
    Verdict verdict =
        condemned.isPresent()
            ? new Dead(Why.CONDEMNED, condemned.get())
            : next.missed() >= misses && lasted.compareTo(over) >= 0
                ? new Dead(Why.SILENT, said)
                : new Lives(Why.MISSED, said);
    return new Step(verdict, next);
  }
}
