package nomadops.drainer.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.plan.DrainDecision.Ending;

/// What was done for an instance, as far as it cannot be read off Nomad a moment later. All of it
/// may be lost: then it is asked for once more, and Nomad says that there is no need.
///
/// @param asked allocations about which something was asked for
/// @param moved those of them that were told to run elsewhere
/// @param cut batch work that was found cut off, by its allocation
/// @param completed lifecycle actions whose completion was asked for
/// @param ending with which
public record Deeds(
    Set<String> asked,
    Set<String> moved,
    Map<String, CutWork> cut,
    Set<HookRef> completed,
    Optional<Ending> ending) {
  /// Nothing yet.
  public static final Deeds NONE =
      new Deeds(Set.of(), Set.of(), Map.of(), Set.of(), Optional.empty());

  public Deeds {
    asked = Set.copyOf(asked);
    moved = Set.copyOf(moved);
    cut = Map.copyOf(cut);
    completed = Set.copyOf(completed);
  }

  Deeds asked(String alloc) {
    return new Deeds(with(asked, alloc), moved, cut, completed, ending);
  }

  Deeds moved(String alloc) {
    return new Deeds(asked, with(moved, alloc), cut, completed, ending);
  }

  private static Set<String> with(Set<String> set, String one) {
    Set<String> more = new HashSet<>(set);
    more.add(one);
    return more;
  }

  /// What was told to move on purpose is not cut.
  Deeds found(List<CutWork> seen) {
    Map<String, CutWork> fresh =
        seen.stream()
            .filter(one -> !moved.contains(one.alloc()))
            .collect(Collectors.toMap(CutWork::alloc, one -> one, (a, _) -> a));
    if (cut.entrySet().containsAll(fresh.entrySet())) {
      return this;
    }
    Map<String, CutWork> more = new LinkedHashMap<>(cut);
    more.putAll(fresh);
    return new Deeds(asked, moved, more, completed, ending);
  }

  /// The completion of actions that wait for the instance to come says nothing of its end.
  Deeds welcomed(List<HookRef> hooks) {
    Set<HookRef> more = new HashSet<>(completed);
    more.addAll(hooks);
    return new Deeds(asked, moved, cut, more, ending);
  }

  Deeds completed(List<HookRef> hooks, Ending with) {
    Deeds more = welcomed(hooks);
    return new Deeds(asked, moved, cut, more.completed(), Optional.of(with));
  }
}
