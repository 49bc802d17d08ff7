package nomadops.gc.purge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.runtime.audit.AuditUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Undoes a purge that met a registration.
///
/// DELETE has no compare-and-set: a user may register the job anew between our re-check and the
/// DELETE. The event of our own purge (`JobDeregistered`, at the purge's index) carries the job *as
/// it was deleted*. If its JobModifyIndex is not the one that was re-checked, a registration was
/// lost, and it is restored from that very event, only if nothing stands under the id by now. The
/// event and the receipt may come in either order. When the receipt is lost, the purge is known by
/// its evaluation, which has the lowest priority and the purge's index (Nomad 1.7 to 2.0); a
/// parent's purge makes none, and of a job whose own priority is the lowest it could be the user's
/// purge as well: these are not restored then. Without the event stream such a registration cannot
/// be seen; the status page says so. Memory is bounded.
public final class Compensator {
  private static final Logger LOG = LoggerFactory.getLogger(Compensator.class);
  private static final int REMEMBERED = 10_000;
  private static final int LOWEST = NomadPurgeTarget.EVAL_PRIORITY;

  /// Registers a job unless one exists.
  @FunctionalInterface
  public interface Restorer {
    /// Registers the job.
    ///
    /// @return false if a job stands under the id already
    boolean restore(RawJson spec);
  }

  /// What was about to be deleted, and what is known of how it went.
  private static final class Watch {
    final long expected;
    long purgeIndex;
    long evaluationIndex;
    @Nullable Deleted event;

    Watch(long expected) {
      this.expected = expected;
    }

    boolean isOurs(Deleted deleted) {
      return purgeIndex == deleted.index()
          || (evaluationIndex == deleted.index() && deleted.priority() > LOWEST);
    }
  }

  private record Deleted(long index, long jobModifyIndex, int priority, RawJson spec) {}

  private final Map<JobKey, Watch> watches = new LinkedHashMap<>();
  private final Restorer restorer;
  private final Trail trail;
  private final AtomicLong count = new AtomicLong();

  public Compensator(Restorer restorer, Trail trail) {
    this.restorer = restorer;
    this.trail = trail;
  }

  /// Must be called before the DELETE is sent.
  synchronized void deleting(Candidate candidate, FreshJob job) {
    watches.remove(candidate.job().key());
    watches.put(candidate.job().key(), new Watch(job.jobModifyIndex()));
    if (watches.size() > REMEMBERED) {
      watches.remove(watches.keySet().iterator().next());
    }
  }

  /// The DELETE was applied at this index.
  void purged(JobKey key, long purgeIndex) {
    settle(key, watch -> watch.purgeIndex = purgeIndex);
  }

  /// The stream told of a deregistration.
  ///
  /// @param priority of the job
  public void deregistered(
      JobKey key, long index, long jobModifyIndex, int priority, RawJson spec) {
    settle(key, watch -> watch.event = new Deleted(index, jobModifyIndex, priority, spec));
  }

  /// The stream told of an evaluation; one that a purge of the lowest priority made says at which
  /// index it was.
  public void evaluated(Evaluation eval) {
    if (eval.triggeredBy().equals("job-deregister") && eval.priority() == LOWEST) {
      settle(
          new JobKey(eval.namespace(), eval.jobId()),
          watch -> watch.evaluationIndex = eval.createIndex());
    }
  }

  /// Registrations that were restored, or should have been.
  public long count() {
    return count.get();
  }

  private void settle(JobKey key, java.util.function.Consumer<Watch> news) {
    Deleted lost = null;
    synchronized (this) {
      Watch watch = watches.get(key);
      if (watch == null) {
        return;
      }
      news.accept(watch);
      Deleted event = watch.event;
      if (event != null && watch.isOurs(event)) {
        watches.remove(key);
        lost = event.jobModifyIndex() == watch.expected ? null : event;
      }
    }
    if (lost != null) {
      restore(key, lost);
    }
  }

  private void restore(JobKey key, Deleted lost) {
    count.incrementAndGet();
    String result = restored(lost);
    LOG.warn(
        "{} was registered at index {} just before our purge at {}: {}",
        key,
        lost.jobModifyIndex(),
        lost.index(),
        result);
    try {
      trail.compensated(key, lost.index(), lost.jobModifyIndex(), result);
    } catch (AuditUnavailable e) {
      LOG.error("the audit log did not take the restoration of {}: {}", key, e.getMessage());
    }
  }

  private String restored(Deleted lost) {
    try {
      return restorer.restore(lost.spec())
          ? "restored"
          : "not restored: it was registered again meanwhile";
    } catch (nomadops.client.fault.NomadFault e) {
      return "NOT RESTORED, register it by hand: " + e.getMessage();
    }
  }
}
