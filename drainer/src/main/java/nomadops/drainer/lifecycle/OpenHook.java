package nomadops.drainer.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// One lifecycle action that is kept open.
///
/// @param noticeAt when the action began; its global timeout counts from here
/// @param taken when AWS last took a heartbeat; at first, when the action was taken on
/// @param beat the next heartbeat
/// @param ask the next question for the terms, while they are not known
record OpenHook(
    HookRef hook,
    InstanceId instance,
    Instant noticeAt,
    Instant taken,
    Optional<HookTerms> terms,
    Tries beat,
    Tries ask,
    Optional<Completion> completion,
    Set<Mark> marks) {

  /// Shorter than nearly every hook's (30 s to 2 h, default 1 h), so that none ends for want of an
  /// answer to DescribeLifecycleHooks.
  static final Duration ASSUMED_TIMEOUT = Duration.ofMinutes(1);

  /// No action waits longer (EC2 Auto Scaling, "lifecycle hook considerations").
  static final Duration LONGEST = Duration.ofDays(2);

  enum Mark {
    /// A heartbeat or a completion is under way: one at a time, so that their answers have an
    /// order.
    CALLING,
    /// The question for the terms is under way.
    ASKING,
    /// Reported as missed.
    MISSED,
    /// Reported: heartbeats are not allowed.
    BEAT_REFUSED,
    /// Reported: completions are not allowed.
    COMPLETION_REFUSED
  }

  record Completion(HookResult result, Tries tries) {}

  OpenHook {
    marks = Set.copyOf(marks);
  }

  /// @param others how many actions are open beside it
  static OpenHook takenOn(
      HookRef hook,
      InstanceId instance,
      Instant noticeAt,
      Optional<HookTerms> terms,
      int others,
      Instant now) {
    Duration wait = HeartbeatPace.first(noticeAt, others, hook.hashCode(), now);
    return new OpenHook(
        hook,
        instance,
        noticeAt,
        now,
        terms,
        Tries.first(now.plus(wait)),
        Tries.first(now),
        Optional.empty(),
        Set.of());
  }

  Duration timeout() {
    return terms.map(HookTerms::heartbeatTimeout).orElse(ASSUMED_TIMEOUT);
  }

  /// The global timeout: no heartbeat moves it.
  Instant end() {
    return noticeAt.plus(terms.map(HookTerms::globalTimeout).orElse(LONGEST));
  }

  boolean isLate(Instant now) {
    return now.isAfter(taken.plus(timeout()));
  }

  /// The same hook of the same group, so the same terms.
  boolean sharesTerms(HookRef other) {
    return hook.group().equals(other.group()) && hook.hook().equals(other.hook());
  }

  boolean has(Mark mark) {
    return marks.contains(mark);
  }

  OpenHook with(Mark mark) {
    EnumSet<Mark> more = EnumSet.of(mark);
    more.addAll(marks);
    return marked(more);
  }

  OpenHook without(Mark... gone) {
    EnumSet<Mark> fewer = EnumSet.noneOf(Mark.class);
    fewer.addAll(marks);
    Set.of(gone).forEach(fewer::remove);
    return marked(fewer);
  }

  OpenHook completion(Completion wanted) {
    return new OpenHook(
        hook, instance, noticeAt, taken, terms, beat, ask, Optional.of(wanted), marks);
  }

  OpenHook beat(Instant takenAt, Tries next) {
    return new OpenHook(hook, instance, noticeAt, takenAt, terms, next, ask, completion, marks);
  }

  OpenHook terms(Optional<HookTerms> known, Tries nextBeat, Tries nextAsk) {
    return new OpenHook(
        hook, instance, noticeAt, taken, known, nextBeat, nextAsk, completion, marks);
  }

  private OpenHook marked(Set<Mark> now) {
    return new OpenHook(hook, instance, noticeAt, taken, terms, beat, ask, completion, now);
  }
}
