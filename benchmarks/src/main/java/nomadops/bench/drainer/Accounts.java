package nomadops.bench.drainer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.workload.LatencySummary;

/// What became of instances that were terminated, read off the journal of Nomad, the lifecycle
/// actions and the ends of the allocations. Pure.
///
/// @param noticeToDrain from the first notice of each instance to its drain
/// @param allCordoned from the first notice until the last node took no new work
/// @param emptyToCompletion from the end of the last allocation on each node to the completion of
///   its lifecycle action
/// @param lastDrained when the last of the nodes that were drained was drained first
/// @param undrained nodes that were never drained, though something ran on them until the end
/// @param needless nodes that were not drained because their work had ended by itself before
/// @param restarted drains that were started on a node that had been drained before
/// @param repeated requests for a drain that ran already and had no later end than is asked for
/// @param shortened requests that gave a drain that ran already an earlier end
/// @param lengthened requests that gave a drain that ran already a later end, or none
/// @param heartbeats that were taken
/// @param completed lifecycle actions
/// @param timedOut lifecycle actions without a heartbeat in time
/// @param completedAgain completions that were asked for by one who had been told that it is done
/// @param completedTooEarly actions that were completed while something ran
record Accounts(
    LatencySummary noticeToDrain,
    Optional<Duration> allCordoned,
    LatencySummary emptyToCompletion,
    Optional<Instant> lastDrained,
    int undrained,
    int needless,
    int restarted,
    int repeated,
    int shortened,
    int lengthened,
    long heartbeats,
    int completed,
    int timedOut,
    int completedAgain,
    int completedTooEarly) {

  /// One instance: its node, its first notice, when its node became empty, and its action.
  record Subject(
      String node, Instant noticedAt, Optional<Instant> emptyAt, LifecycleActions.Story action) {}

  /// Instances that nobody saved: never drained, or gone while they were.
  int lost() {
    return undrained + timedOut;
  }

  int duplicated() {
    return restarted + repeated;
  }

  /// A drain that ends by itself (`forceDeadline` null) has no end.
  private static boolean isLater(Effect.NodeDrain now, Effect.NodeDrain before) {
    Instant then = before.forceDeadline();
    Instant next = now.forceDeadline();
    return then != null && (next == null || next.isAfter(then));
  }

  private static boolean isEarlier(Effect.NodeDrain now, Effect.NodeDrain before) {
    Instant then = before.forceDeadline();
    Instant next = now.forceDeadline();
    return next != null && (then == null || next.isBefore(then));
  }

  static Accounts of(List<Subject> subjects, List<Effect> journal) {
    Map<String, List<Effect.NodeDrain>> drains = new HashMap<>();
    Map<String, Instant> cordoned = new HashMap<>();
    for (Effect effect : journal) {
      if (effect instanceof Effect.NodeDrain drain && drain.draining()) {
        drains.computeIfAbsent(drain.nodeId(), _ -> new ArrayList<>()).add(drain);
        cordoned.putIfAbsent(drain.nodeId(), drain.at());
      } else if (effect instanceof Effect.NodeEligibility changed && !changed.eligible()) {
        cordoned.putIfAbsent(changed.nodeId(), changed.at());
      }
    }
    Tally tally = new Tally();
    for (Subject subject : subjects) {
      tally.add(subject, drains.getOrDefault(subject.node(), List.of()));
    }
    return tally.accounts(allCordoned(subjects, cordoned));
  }

  private static Optional<Duration> allCordoned(
      List<Subject> subjects, Map<String, Instant> cordoned) {
    if (!subjects.stream().map(Subject::node).allMatch(cordoned::containsKey)) {
      return Optional.empty();
    }
    Optional<Instant> first = subjects.stream().map(Subject::noticedAt).min(Instant::compareTo);
    Optional<Instant> last =
        subjects.stream()
            .flatMap(s -> Optional.ofNullable(cordoned.get(s.node())).stream())
            .max(Instant::compareTo);
    return first.isEmpty() || last.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.between(first.get(), last.get()));
  }

  /// Counts, instance by instance.
  private static final class Tally {
    private final List<Duration> noticeToDrain = new ArrayList<>();
    private final List<Duration> emptyToCompletion = new ArrayList<>();
    private Optional<Instant> lastDrained = Optional.empty();
    private int undrained;
    private int needless;
    private int restarted;
    private int repeated;
    private int shortened;
    private int lengthened;
    private long heartbeats;
    private int completed;
    private int timedOut;
    private int completedAgain;
    private int completedTooEarly;

    void add(Subject subject, List<Effect.NodeDrain> drains) {
      LifecycleActions.Story action = subject.action();
      heartbeats += action.heartbeats();
      completed += action.completedAt().isPresent() ? 1 : 0;
      timedOut += action.timedOut() ? 1 : 0;
      completedAgain += action.completedAgain();
      boolean emptyFirst =
          action
              .completedAt()
              .filter(at -> subject.emptyAt().filter(empty -> !empty.isAfter(at)).isPresent())
              .isPresent();
      if (emptyFirst) {
        emptyToCompletion.add(
            Duration.between(subject.emptyAt().orElseThrow(), action.completedAt().orElseThrow()));
      } else if (action.completedAt().isPresent()) {
        completedTooEarly++;
      }
      if (!drains.isEmpty()) {
        Instant first = drains.getFirst().at();
        noticeToDrain.add(Duration.between(subject.noticedAt(), first));
        lastDrained = lastDrained.filter(first::isBefore).or(() -> Optional.of(first));
        add(drains);
      } else if (emptyFirst) {
        needless++;
      } else {
        undrained++;
      }
    }

    private void add(List<Effect.NodeDrain> drains) {
      for (int i = 1; i < drains.size(); i++) {
        Effect.NodeDrain before = drains.get(i - 1);
        Effect.NodeDrain now = drains.get(i);
        if (!now.again()) {
          restarted++;
        } else if (isLater(now, before)) {
          lengthened++;
        } else if (isEarlier(now, before)) {
          shortened++;
        } else {
          repeated++;
        }
      }
    }

    Accounts accounts(Optional<Duration> allCordoned) {
      return new Accounts(
          summary(noticeToDrain),
          allCordoned,
          summary(emptyToCompletion),
          lastDrained,
          undrained,
          needless,
          restarted,
          repeated,
          shortened,
          lengthened,
          heartbeats,
          completed,
          timedOut,
          completedAgain,
          completedTooEarly);
    }

    private static LatencySummary summary(List<Duration> durations) {
      return LatencySummary.ofNanos(durations.stream().mapToLong(Duration::toNanos).toArray());
    }
  }
}
