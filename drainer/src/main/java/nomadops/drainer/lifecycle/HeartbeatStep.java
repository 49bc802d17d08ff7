package nomadops.drainer.lifecycle;

import java.util.List;

/// What follows: calls to make, events to tell, and the state to hand in next time.
record HeartbeatStep(List<HookCall> due, List<HookEvent> events, HeartbeatState state) {
  HeartbeatStep {
    due = List.copyOf(due);
    events = List.copyOf(events);
  }

  static HeartbeatStep to(HeartbeatState state, HookEvent... events) {
    return new HeartbeatStep(List.of(), List.of(events), state);
  }
}
