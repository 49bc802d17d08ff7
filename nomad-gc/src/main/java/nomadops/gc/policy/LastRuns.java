package nomadops.gc.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.KeepLast.Kind;

/// The newest dead runs of every parent, rule by rule, as one complete list showed them.
///
/// A run may go only when its rule's number of newer ones were seen. Nothing else is remembered, so
/// what was not seen can only keep jobs: a run that came after the list is newer than all of it, a
/// parent for which there was no room never has enough.
///
/// **Why stale lists, restarts and several replicas cannot break it**: the order of runs never
/// changes (see [Run]), so at any time the newest N that a parent ever had are those with fewer
/// than N newer ones; whoever sees N newer ones of a run, in however old a state, sees one that is
/// not among them. Only deletes by others can take what was counted, so the re-check reads the
/// newer runs once more.
///
/// **Live runs do not count**: they have no outcome yet, and a run that hangs must not push out the
/// last good one. Nor does a dead one of which an allocation is still to end, since its outcome may
/// change.
///
/// Filled by one thread, then read; not thread-safe. Memory is bounded by `room` runs.
public final class LastRuns {
  /// About 30 MB for both tables, the one in force and the one being filled.
  public static final int ROOM = 100_000;

  private static final Comparator<Run> OLDEST_FIRST =
      Comparator.comparingLong(Run::createIndex).thenComparing(Run::key);

  private record Group(String rule, Kind kind, String namespace, String parent) {}

  /// The newest runs of one group, the oldest of them on top.
  private static final class Newest {
    final PriorityQueue<Run> runs = new PriorityQueue<>(OLDEST_FIRST);
    Instant submitted = Instant.EPOCH;
    private List<Run> frozen = List.of();
    private List<Run> before = List.of();
    private List<Run> joined = List.of();

    List<Run> frozen() {
      if (frozen.isEmpty()) {
        frozen = runs.stream().sorted(OLDEST_FIRST.reversed()).toList();
      }
      return frozen;
    }

    /// These after others: one list for all runs of a parent that may go, however many they are.
    List<Run> after(List<Run> others) {
      if (others.isEmpty()) {
        return frozen();
      }
      if (joined.isEmpty() || !before.equals(others)) {
        List<Run> all = new ArrayList<>(others);
        all.addAll(frozen());
        before = others;
        joined = all.stream().distinct().toList();
      }
      return joined;
    }
  }

  /// How a run stands among those of its parent.
  sealed interface Standing {
    /// Enough newer ones were seen, or the rule does not count this kind.
    ///
    /// @param since when the newest of them was submitted
    record Beyond(List<Run> newer, Instant since) implements Standing {}

    record Among(int last, Kind kind) implements Standing {}

    /// No complete list tells yet, or there was no room.
    record NotCounted(String why) implements Standing {}
  }

  private final RetentionPolicy policy;
  private final int room;
  private final boolean complete;
  private final boolean counts;
  private final Map<Group, Newest> groups = new HashMap<>();
  private int remembered;
  private boolean full;

  private LastRuns(RetentionPolicy policy, int room, boolean complete) {
    this.policy = policy;
    this.room = room;
    this.complete = complete;
    this.counts = policy.countsRuns();
  }

  /// Before the first complete list: every run that a rule counts is kept.
  public static LastRuns unknown(RetentionPolicy policy) {
    return new LastRuns(policy, 0, false);
  }

  /// To be filled from a list, by the rules of this policy.
  public static LastRuns counting(RetentionPolicy policy, int room) {
    return new LastRuns(policy, room, true);
  }

  /// Counts one row of the list.
  public void add(DeadJob job) {
    boolean over = job.status().equals("dead") && job.allocs().provesNothingRuns();
    if (!counts || !job.isChild() || !over) {
      return;
    }
    RetentionRule rule = policy.ruleOf(job);
    for (Kind kind : rule.last().kinds(job.allocs().outcome())) {
      add(group(rule, kind, job), rule.last().of(kind), job);
    }
  }

  private void add(Group group, int most, DeadJob job) {
    Newest newest = groups.get(group);
    if (remembered >= room && (newest == null || newest.runs.size() < most)) {
      full = true;
      return;
    }
    if (newest == null) {
      newest = new Newest();
      groups.put(group, newest);
    }
    newest.runs.add(Run.of(job));
    if (newest.runs.size() > most) {
      newest.runs.poll();
    } else {
      remembered++;
    }
    newest.submitted =
        job.submitTime().isAfter(newest.submitted) ? job.submitTime() : newest.submitted;
  }

  private static Group group(RetentionRule rule, Kind kind, DeadJob job) {
    return new Group(rule.name(), kind, job.key().namespace(), job.parentId());
  }

  /// How this run stands by its rule.
  Standing standing(RetentionRule rule, DeadJob job) {
    List<Run> newer = List.of();
    Instant since = Instant.EPOCH;
    for (Kind kind : rule.last().kinds(job.allocs().outcome())) {
      if (!complete) {
        return new Standing.NotCounted("the runs of " + job.parentId() + " are not counted yet");
      }
      int last = rule.last().of(kind);
      Newest newest = groups.get(group(rule, kind, job));
      if (newest == null || newest.runs.size() < last) {
        return full
            ? new Standing.NotCounted(
                "there is no room to count the runs of more parents than the first")
            : new Standing.Among(last, kind);
      }
      Run oldest = newest.frozen().getLast();
      if (oldest.createIndex() <= job.createIndex()) {
        return new Standing.Among(last, kind);
      }
      newer = newest.after(newer);
      since = newest.submitted.isAfter(since) ? newest.submitted : since;
    }
    return new Standing.Beyond(newer, since);
  }

  /// True if these are runs by the rules of this very policy.
  public boolean isBy(RetentionPolicy other) {
    return policy == other;
  }

  /// Runs that are remembered.
  public int remembered() {
    return remembered;
  }

  /// True if there was no room for some, whose parents keep all of theirs.
  public boolean full() {
    return full;
  }
}
