package nomadops.drainer.lifecycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// All open lifecycle actions. A change leaves the state before it as it was, and copies next to
/// nothing: a thousand actions change some thousand times in a few seconds.
record HeartbeatState(PMap<HookRef, OpenHook> hooks) {
  static final HeartbeatState EMPTY = new HeartbeatState(HashTreePMap.empty());

  Optional<OpenHook> find(HookRef hook) {
    return Optional.ofNullable(hooks.get(hook));
  }

  HeartbeatState with(OpenHook open) {
    return new HeartbeatState(hooks.plus(open.hook(), open));
  }

  HeartbeatState without(HookRef hook) {
    return new HeartbeatState(hooks.minus(hook));
  }

  /// Those without a heartbeat for longer than they wait, the longest first.
  List<OpenHook> missed() {
    return hooks.values().stream()
        .filter(open -> open.has(OpenHook.Mark.MISSED))
        .sorted(Comparator.<OpenHook, Instant>comparing(OpenHook::taken))
        .toList();
  }
}
