package nomadops.drainer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Response.Drain;
import nomadops.drainer.plan.Response.DrainAhead;
import nomadops.drainer.plan.Response.Force;

/// By when an instance goes, and from when it is to be drained: the least that its notices leave.
final class Budget {
  private Budget() {}

  /// The end of the budget; empty if no notice asks for a drain.
  ///
  /// @param from when it may begin, if it had to wait for its turn
  static Optional<Instant> end(
      Doomed doomed, Map<HookRef, HookFacts> hooks, Instant from, Terms terms) {
    return doomed.notices().values().stream()
        .flatMap(notice -> ends(doomed, notice, hooks, from, terms))
        .min(Instant::compareTo);
  }

  private static Stream<Instant> ends(
      Doomed doomed, Notice notice, Map<HookRef, HookFacts> hooks, Instant from, Terms terms) {
    if (notice instanceof Notice.Adopted adopted) {
      return Stream.of(adopted.deadline());
    }
    boolean waited = isVoluntary(notice) && from.isAfter(doomed.since());
    Instant longest = (waited ? from : doomed.since()).plus(terms.longest());
    return switch (terms.responses().to(notice)) {
      case Drain _ -> Stream.concat(Stream.of(longest), announced(doomed, notice, hooks).stream());
      case Force _ -> Stream.of(notice.at());
      case DrainAhead _ -> Stream.of(announced(doomed, notice, hooks).orElse(longest));
      case Response.Cordon _, Response.Welcome _, Response.Ignore _ -> Stream.empty();
    };
  }

  /// Nothing takes the instance at once: it may wait for others.
  static boolean isVoluntary(Doomed doomed, Terms terms) {
    return doomed.notices().values().stream()
        .filter(notice -> drains(terms.responses().to(notice)))
        .allMatch(Budget::isVoluntary);
  }

  private static boolean isVoluntary(Notice notice) {
    // What was adopted drains already: it has its turn, and counts.
    return notice instanceof Notice.Rebalance
        || notice instanceof Notice.Maintenance
        || notice instanceof Notice.Adopted;
  }

  private static boolean drains(Response response) {
    return switch (response) {
      case Drain _, Force _, DrainAhead _ -> true;
      case Response.Cordon _, Response.Welcome _, Response.Ignore _ -> false;
    };
  }

  /// Until when it waits for its turn: half of the time that is left for a maintenance is kept.
  static Instant patience(Doomed doomed, Terms terms) {
    return doomed.notices().values().stream()
        .flatMap(notice -> patience(doomed, notice, terms).stream())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private static Optional<Instant> patience(Doomed doomed, Notice notice, Terms terms) {
    return terms.responses().to(notice) instanceof DrainAhead(Duration lead)
        ? announced(doomed, notice, Map.of()).map(time -> time.minus(lead.dividedBy(2)))
        : Optional.empty();
  }

  /// When the cloud takes the instance, if it says so.
  private static Optional<Instant> announced(
      Doomed doomed, Notice notice, Map<HookRef, HookFacts> hooks) {
    return switch (notice) {
      case Notice.Terminating terminating -> {
        HookFacts hook = hooks.getOrDefault(terminating.hook(), HookFacts.OPEN);
        yield anyOpen(doomed, hooks) ? hook.closes() : hook.gone().or(hook::closes);
      }
      case Notice.SpotInterruption spot -> Optional.of(spot.ends());
      case Notice.Maintenance maintenance -> maintenance.starts();
      case Notice.Requested requested -> requested.deadline();
      case Notice.StateChange change -> Optional.of(change.at());
      case Notice.Adopted adopted -> Optional.of(adopted.deadline());
      case Notice.Rebalance _, Notice.Returned _, Notice.Launching _ -> Optional.empty();
    };
  }

  /// An action that is over takes the instance only when no other waits: each hook of a group has
  /// its own.
  private static boolean anyOpen(Doomed doomed, Map<HookRef, HookFacts> hooks) {
    return doomed.terminating().stream()
        .anyMatch(hook -> hooks.getOrDefault(hook, HookFacts.OPEN).isOpen());
  }

  /// From when the instance is to be drained; empty if no notice asks for that.
  static Optional<Instant> start(Doomed doomed, Terms terms) {
    return doomed.notices().values().stream()
        .flatMap(notice -> start(doomed, notice, terms).stream())
        .min(Instant::compareTo);
  }

  private static Optional<Instant> start(Doomed doomed, Notice notice, Terms terms) {
    return switch (terms.responses().to(notice)) {
      case Drain _, Force _ -> Optional.of(doomed.since());
      case DrainAhead(Duration lead) ->
          Optional.of(
              announced(doomed, notice, Map.of())
                  .map(time -> time.minus(lead))
                  .filter(time -> time.isAfter(doomed.since()))
                  .orElse(doomed.since()));
      case Response.Cordon _, Response.Welcome _, Response.Ignore _ -> Optional.empty();
    };
  }
}
