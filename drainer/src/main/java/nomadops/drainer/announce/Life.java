package nomadops.drainer.announce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision.Ending;

/// One instance from its first notice to its close, and what has been told of it. For one thread at
/// a time.
final class Life {
  private final InstanceId instance;
  private final Map<String, String> notices = new LinkedHashMap<>();
  private final List<String> nodeIds = new ArrayList<>();
  private final List<CutWork> cut = new ArrayList<>();
  private final Set<Event> told = new HashSet<>();
  private Instant since;
  private Optional<Instant> budgetEnds = Optional.empty();
  private Instant heardAt;
  String doing = "noticed";
  Watched watched;

  Life(InstanceId instance, Instant since, Instant now) {
    this.instance = instance;
    this.since = since;
    this.heardAt = now;
    this.watched = Watched.from(now);
  }

  /// Adds a notice; true when there was none of its kind.
  boolean add(String key, String kind) {
    boolean fresh = !notices.containsValue(kind);
    notices.putIfAbsent(key, kind);
    return fresh;
  }

  /// Takes over what is known now; true when it names a kind of notice that there was none of.
  boolean learn(Doomed doomed, Instant now) {
    since = doomed.since();
    budgetEnds = doomed.deadline();
    heardAt = now;
    boolean fresh = false;
    for (var notice : doomed.notices().entrySet()) {
      fresh |= add(notice.getKey(), notice.getValue().kind());
    }
    return fresh;
  }

  void touched(String nodeId) {
    if (!nodeIds.contains(nodeId)) {
      nodeIds.add(nodeId);
    }
  }

  void cut(List<CutWork> more) {
    cut.addAll(more);
  }

  boolean isSilentSince(Instant time) {
    return heardAt.isBefore(time);
  }

  /// True the first time.
  boolean first(Event event) {
    return told.add(event);
  }

  Announcement received(Instant now) {
    List<String> kinds = notices.values().stream().distinct().toList();
    return tell(Event.RECEIVED, now, "", String.join(" and ", kinds));
  }

  /// An announcement of how it stands.
  ///
  /// @param detail by what it differs from others of its event
  Announcement tell(Event event, Instant now, String detail, String reason) {
    return tell(event, now, detail, Optional.empty(), reason);
  }

  Announcement tell(
      Event event, Instant now, String detail, Optional<Ending> ending, String reason) {
    return new Announcement(
        Announcement.id(event, instance, notices, detail),
        event,
        now,
        instance,
        nodeIds,
        notices,
        since,
        budgetEnds,
        doing,
        ending,
        reason,
        cut);
  }
}
