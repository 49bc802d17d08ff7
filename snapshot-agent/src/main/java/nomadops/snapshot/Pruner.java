package nomadops.snapshot;

import java.time.InstantSource;
import java.util.List;
import nomadops.runtime.audit.AuditUnavailable;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.Permit;
import nomadops.snapshot.policy.KeepTerms;
import nomadops.snapshot.policy.Retained;
import nomadops.snapshot.policy.Retention;
import nomadops.snapshot.policy.SnapshotName;
import nomadops.snapshot.target.Stored;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;

/// Deletes what [Retention] lets go. Called after a success alone: while no snapshot can be saved,
/// none is deleted.
public final class Pruner {

  /// What became of the stored snapshots.
  ///
  /// @param decisions of all of them, as they were decided
  /// @param deleted how many are gone
  /// @param failed how many should be gone and are not; the next round decides about them again
  public record Pruned(List<Retained> decisions, int deleted, int failed) {
    public Pruned {
      decisions = List.copyOf(decisions);
    }
  }

  private final Target target;
  private final Fence fence;
  private final Trail trail;
  private final InstantSource clock;

  public Pruner(Target target, Fence fence, Trail trail, InstantSource clock) {
    this.target = target;
    this.fence = fence;
    this.trail = trail;
    this.clock = clock;
  }

  /// Decides and performs.
  ///
  /// @param verified the snapshot that was verified just now
  /// @throws TargetFault when the target cannot be listed; nothing was deleted
  public Pruned prune(SnapshotName verified, KeepTerms terms)
      throws TargetFault, InterruptedException {
    List<SnapshotName> stored = target.list().stream().map(Stored::name).toList();
    if (!stored.contains(verified)) {
      throw new TargetFault(
          target.describe()
              + " does not list "
              + verified.file()
              + ", which was put there just now; nothing is deleted",
          null);
    }
    List<Retained> decisions = Retention.step(stored, verified, terms, clock.instant());
    int deleted = 0;
    int failed = 0;
    for (Retained decision : decisions) {
      if (decision instanceof Retained.Delete delete) {
        if (perform(delete)) {
          deleted++;
        } else {
          failed++;
        }
      }
    }
    return new Pruned(decisions, deleted, failed);
  }

  private boolean perform(Retained.Delete delete) throws InterruptedException {
    if (fence.permit() instanceof Permit.Refused(String why)) {
      trail.notDeleted(target.describe(), delete, why);
      return false;
    }
    try {
      trail.ready();
      target.delete(delete.name());
      trail.deleted(target.describe(), delete);
      return true;
    } catch (TargetFault | AuditUnavailable e) {
      trail.notDeleted(target.describe(), delete, String.valueOf(e.getMessage()));
      return false;
    }
  }
}
