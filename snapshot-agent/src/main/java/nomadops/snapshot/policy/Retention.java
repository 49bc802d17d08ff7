package nomadops.snapshot.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides which snapshots stay. Pure.
///
/// Hours, days and weeks are counted where there is a snapshot, and not by the clock: an outage, or
/// a clock that is far ahead, makes nothing old. What is named after a moment that has not come yet
/// (a clock stepped back) stays and takes nobody's place, until that moment comes.
public final class Retention {
  /// How far two machines' clocks may be apart.
  public static final Duration CLOCKS = Duration.ofMinutes(5);

  private Retention() {}

  /// What becomes of each, the newest first.
  ///
  /// @param stored the snapshots of one cluster; what is not ours is not among them
  /// @param verified the one that was verified just now: it stays in any case
  public static List<Retained> step(
      Collection<SnapshotName> stored, SnapshotName verified, KeepTerms terms, Instant now) {
    Set<SnapshotName> all = new HashSet<>(stored);
    List<SnapshotName> newestFirst =
        all.stream()
            .filter(name -> name.cluster().equals(verified.cluster()))
            .sorted(Comparator.reverseOrder())
            .toList();
    Map<SnapshotName, Set<KeepClass>> places =
        places(newestFirst.stream().filter(name -> !isAhead(name, now)).toList(), terms);
    List<Retained> decisions = new ArrayList<>();
    for (SnapshotName name : newestFirst) {
      decisions.add(decide(name, verified, places.getOrDefault(name, Set.of()), now));
    }
    return List.copyOf(decisions);
  }

  private static Retained decide(
      SnapshotName name, SnapshotName verified, Set<KeepClass> classes, Instant now) {
    if (!classes.isEmpty()) {
      String which =
          classes.stream().sorted().map(KeepClass::word).collect(Collectors.joining(", "));
      return new Retained.Keep(name, classes, "the newest of its " + which + " place");
    }
    if (name.equals(verified)) {
      return new Retained.Keep(name, Set.of(), "the last one that was verified");
    }
    if (isAhead(name, now)) {
      return new Retained.Keep(name, Set.of(), "its time has not come yet");
    }
    return new Retained.Delete(name, "a newer one has each of its places");
  }

  private static Map<SnapshotName, Set<KeepClass>> places(
      List<SnapshotName> newestFirst, KeepTerms terms) {
    Map<SnapshotName, Set<KeepClass>> places = new HashMap<>();
    for (KeepClass keepClass : KeepClass.values()) {
      Set<String> taken = new HashSet<>();
      for (SnapshotName name : newestFirst) {
        if (taken.size() < terms.of(keepClass) && taken.add(keepClass.bucket(name.at()))) {
          places.computeIfAbsent(name, _ -> EnumSet.noneOf(KeepClass.class)).add(keepClass);
        }
      }
    }
    return places;
  }

  private static boolean isAhead(SnapshotName name, Instant now) {
    return name.at().isAfter(now.plus(CLOCKS));
  }
}
