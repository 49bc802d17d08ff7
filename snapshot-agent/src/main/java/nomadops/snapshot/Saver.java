package nomadops.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;
import nomadops.runtime.audit.AuditUnavailable;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.Permit;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.intake.Download;
import nomadops.snapshot.intake.Received;
import nomadops.snapshot.intake.Unfit;
import nomadops.snapshot.policy.SnapshotName;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;

/// Saves one snapshot: receive, verify, ask the fence, keep. Expected faults are outcomes.
public final class Saver {
  private final String cluster;
  private final Download download;
  private final Target target;
  private final Fence fence;
  private final Trail trail;
  private final Ticker ticker;

  public Saver(
      String cluster, Download download, Target target, Fence fence, Trail trail, Ticker ticker) {
    this.cluster = cluster;
    this.download = download;
    this.target = target;
    this.fence = fence;
    this.trail = trail;
    this.ticker = ticker;
  }

  /// One attempt.
  ///
  /// @param reason why now, for the audit log
  /// @param stopping true once it is to be given up
  /// @param told how many bytes came in
  public SaveOutcome save(String reason, BooleanSupplier stopping, LongConsumer told)
      throws InterruptedException {
    long begin = ticker.nanos();
    try {
      trail.ready();
    } catch (AuditUnavailable e) {
      return new SaveOutcome.AuditFailed(String.valueOf(e.getMessage()));
    }
    SaveOutcome outcome = attempt(begin, stopping, told);
    trail.saved(target.describe(), reason, outcome);
    return outcome;
  }

  private SaveOutcome attempt(long begin, BooleanSupplier stopping, LongConsumer told)
      throws InterruptedException {
    if (fence.permit() instanceof Permit.Refused(String why)) {
      return new SaveOutcome.Fenced(why);
    }
    BooleanSupplier given = () -> stopping.getAsBoolean() || !fence.mayAct();
    try (Received received = download.receive(target.spool(), given, told)) {
      return keep(received, begin, stopping);
    } catch (NomadFault e) {
      e.throwIfInterrupted();
      return new SaveOutcome.NomadFailed(e);
    } catch (Unfit e) {
      return fenced(stopping, new SaveOutcome.Rejected(String.valueOf(e.getMessage())));
    } catch (TargetFault e) {
      return new SaveOutcome.TargetFailed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while a snapshot was received");
      }
      return new SaveOutcome.TargetFailed(
          "cannot receive a snapshot in " + target.spool() + ": " + TargetFault.reason(e));
    }
  }

  private SaveOutcome keep(Received received, long begin, BooleanSupplier stopping)
      throws TargetFault, InterruptedException {
    ArchiveFacts facts = received.facts();
    if (fence.permit() instanceof Permit.Refused(String why)) {
      return new SaveOutcome.Fenced("a snapshot was received, and then " + why);
    }
    if (stopping.getAsBoolean()) {
      return new SaveOutcome.Fenced("a snapshot was received, and then this process was stopped");
    }
    SnapshotName name = SnapshotName.of(cluster, received.asked(), facts.index(), facts.sha256());
    target.put(received.file(), name, facts);
    return new SaveOutcome.Saved(name, facts, Duration.ofNanos(ticker.nanos() - begin));
  }

  private SaveOutcome fenced(BooleanSupplier stopping, SaveOutcome otherwise) {
    if (fence.permit() instanceof Permit.Refused(String why)) {
      return new SaveOutcome.Fenced(why);
    }
    return stopping.getAsBoolean() ? new SaveOutcome.Fenced("this process was stopped") : otherwise;
  }
}
