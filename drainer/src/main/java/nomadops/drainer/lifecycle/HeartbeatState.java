package nomadops.drainer.lifecycle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;

/// All open lifecycle actions, oldest first. A thousand are copied in some microseconds.
record HeartbeatState(Map<HookRef, OpenHook> hooks) {
  static final HeartbeatState EMPTY = new HeartbeatState(Map.of());

  HeartbeatState {
    hooks = Collections.unmodifiableMap(new LinkedHashMap<>(hooks));
  }

  Optional<OpenHook> find(HookRef hook) {
    return Optional.ofNullable(hooks.get(hook));
  }

  HeartbeatState with(OpenHook open) {
    Map<HookRef, OpenHook> next = new LinkedHashMap<>(hooks);
    next.put(open.hook(), open);
    return new HeartbeatState(next);
  }

  HeartbeatState without(HookRef hook) {
    Map<HookRef, OpenHook> next = new LinkedHashMap<>(hooks);
    next.remove(hook);
    return new HeartbeatState(next);
  }

  /// Those without a heartbeat for longer than they wait.
  List<OpenHook> missed() {
    return hooks.values().stream().filter(open -> open.has(OpenHook.Mark.MISSED)).toList();
  }
}
