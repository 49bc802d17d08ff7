package nomadops.drainer.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nomadops.drainer.plan.DrainDecision.Ending;

/// What was done for an instance, as far as it cannot be read off Nomad a moment later. All of it
/// may be lost: then it is asked for once more, and Nomad says that there is no need.
///
/// @param asked allocations about which something was asked for
/// @param cut batch work that was found cut off, by its allocation
/// @param ending with which its lifecycle actions were completed
public record Deeds(Set<String> asked, Map<String, CutWork> cut, Optional<Ending> ending) {
  /// Nothing yet.
  public static final Deeds NONE = new Deeds(Set.of(), Map.of(), Optional.empty());

  public Deeds {
    asked = Set.copyOf(asked);
    cut = Map.copyOf(cut);
  }

  Deeds asked(String alloc) {
    Set<String> more = new HashSet<>(asked);
    more.add(alloc);
    return new Deeds(more, cut, ending);
  }

  /// What was told to move on purpose is not cut.
  Deeds found(List<CutWork> seen) {
    Map<String, CutWork> fresh =
        seen.stream()
            .filter(one -> cut.containsKey(one.alloc()) || !asked.contains(one.alloc()))
            .collect(Collectors.toMap(CutWork::alloc, one -> one, (a, _) -> a));
    if (cut.entrySet().containsAll(fresh.entrySet())) {
      return this;
    }
    Map<String, CutWork> more = new LinkedHashMap<>(cut);
    more.putAll(fresh);
    return new Deeds(asked, more, ending);
  }

  Deeds completed(Ending with) {
    return new Deeds(asked, cut, Optional.of(with));
  }
}
