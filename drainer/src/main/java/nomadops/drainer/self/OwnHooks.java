package nomadops.drainer.self;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import nomadops.drainer.lifecycle.HookAnswer;
import nomadops.drainer.lifecycle.OwnActions;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// Asks AWS which lifecycle actions wait for an instance, and keeps those to which we are to put an
/// end.
///
/// A group has hooks, but which of them wait no call tells, so each is tried with a heartbeat: one
/// that another program has completed, or that has not begun yet, answers that it is over. Taken on
/// all the same, it would count as time that is up.
///
/// @param wanted names of the hooks that are ours to complete; empty for all of the group
/// @param group tells the terminate hooks of the instance's group
/// @param beat sends a heartbeat
public record OwnHooks(
    Set<String> wanted,
    Function<InstanceId, OwnActions> group,
    BiFunction<HookRef, InstanceId, HookAnswer> beat) {
  public OwnHooks {
    wanted = Set.copyOf(wanted);
  }

  /// The actions that wait; failed, and so to be asked for again, if none of those that should
  /// does.
  OwnActions waiting(InstanceId instance) {
    return switch (group.apply(instance)) {
      case OwnActions.Found(List<HookRef> hooks) -> waiting(instance, hooks);
      case OwnActions.None none -> none;
      case OwnActions.Failed failed -> failed;
    };
  }

  private OwnActions waiting(InstanceId instance, List<HookRef> hooks) {
    List<HookRef> ours =
        hooks.stream().filter(hook -> wanted.isEmpty() || wanted.contains(hook.hook())).toList();
    if (ours.isEmpty()) {
      return new OwnActions.None(
          "its group has hooks " + names(hooks) + ", and none of " + sorted(wanted));
    }
    // Refused or unreachable says nothing about the action, and is the heartbeats' to repeat.
    List<HookRef> open =
        ours.stream()
            .filter(hook -> !(beat.apply(hook, instance) instanceof HookAnswer.Gone))
            .toList();
    return open.isEmpty()
        ? new OwnActions.Failed("none of hooks " + names(ours) + " waits for it now")
        : new OwnActions.Found(open);
  }

  private static List<String> names(List<HookRef> hooks) {
    return hooks.stream().map(HookRef::hook).toList();
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
