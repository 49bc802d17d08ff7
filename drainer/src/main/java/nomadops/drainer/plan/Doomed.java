package nomadops.drainer.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;

/// All that is known of one instance that goes: every notice of it, merged.
///
/// @param since when the first notice was taken on
/// @param notices by their keys, in the order in which they came
/// @param deadline the end of its budget; once set it is only ever shortened
/// @param deeds what was done for it
public record Doomed(
    InstanceId instance,
    Instant since,
    Map<String, Notice> notices,
    Optional<Instant> deadline,
    Deeds deeds) {
  public Doomed {
    notices = Collections.unmodifiableMap(new LinkedHashMap<>(notices));
  }

  /// An instance of which this is the first notice.
  public static Doomed by(Notice notice, Instant now) {
    return new Doomed(
        notice.instance(), now, Map.of(notice.key(), notice), Optional.empty(), Deeds.NONE);
  }

  /// One more notice. One that is known changes nothing, unless it says now that the instance goes
  /// sooner.
  public Doomed with(Notice notice) {
    Notice known = notices.get(notice.key());
    if (known != null && !Sooner.than(notice, known)) {
      return this;
    }
    Map<String, Notice> more = new LinkedHashMap<>(notices);
    more.put(notice.key(), notice);
    return new Doomed(instance, since, more, deadline, deeds);
  }

  /// A budget that may be shorter than the one so far, and is never longer.
  Doomed within(Optional<Instant> other) {
    if (other.isEmpty() || deadline.filter(d -> !other.get().isBefore(d)).isPresent()) {
      return this;
    }
    return new Doomed(instance, since, notices, other, deeds);
  }

  /// Something was asked for about one allocation.
  public Doomed asked(String alloc) {
    return with(deeds.asked(alloc));
  }

  /// One allocation was told to run elsewhere.
  public Doomed moved(String alloc) {
    return with(deeds.moved(alloc));
  }

  /// The same instance, as if nothing had been done for it yet.
  public Doomed afresh() {
    return with(Deeds.NONE);
  }

  Doomed with(Deeds more) {
    return new Doomed(instance, since, notices, deadline, more);
  }

  /// The batch work that was cut off, in the order of its jobs.
  public List<CutWork> cut() {
    return deeds.cut().values().stream()
        .sorted(Comparator.comparing(CutWork::job).thenComparing(CutWork::alloc))
        .toList();
  }

  /// The notices that say why: a drain that was adopted says only that there was a reason.
  List<Notice> reasons() {
    return notices.values().stream().filter(notice -> !(notice instanceof Notice.Adopted)).toList();
  }

  /// The lifecycle actions that wait for this instance to go.
  public List<HookRef> terminating() {
    return notices.values().stream()
        .filter(Notice.Terminating.class::isInstance)
        .map(notice -> ((Notice.Terminating) notice).hook())
        .toList();
  }

  /// The lifecycle actions that wait for this instance to come.
  public List<HookRef> launching() {
    return notices.values().stream()
        .filter(Notice.Launching.class::isInstance)
        .map(notice -> ((Notice.Launching) notice).hook())
        .toList();
  }
}
