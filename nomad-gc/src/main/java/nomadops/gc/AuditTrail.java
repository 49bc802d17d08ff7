package nomadops.gc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.model.JobKey;
import nomadops.client.time.Ticker;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.FreshJob;
import nomadops.gc.purge.Trail;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditRecord;
import nomadops.runtime.audit.AuditUnavailable;

/// Two lines for each DELETE: `purge` with outcome `sending` before it, and the same with how it
/// ended after it. A line that says `sending` and has no successor is a process that was killed in
/// between; the job's id is in it.
public final class AuditTrail implements Trail {
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final AuditLog log;
  private final InstantSource clock;
  private final Ticker ticker;
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean ready = true;
  private volatile long probeAt;

  public AuditTrail(AuditLog log, InstantSource clock, Ticker ticker) {
    this.log = log;
    this.clock = clock;
    this.ticker = ticker;
  }

  @Override
  public void intend(Candidate candidate, FreshJob job) {
    guarded(log::ensureWritable);
    write(
        "purge",
        candidate.job().key(),
        candidate.verdict().reason().text(),
        inputs(candidate, job),
        "sending");
  }

  private static Map<String, Object> inputs(Candidate candidate, FreshJob fresh) {
    DeadJob job = candidate.job();
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("rule", candidate.verdict().rule());
    inputs.put("due", candidate.verdict().due().toString());
    inputs.put("type", job.type().word());
    inputs.put("ended", job.allocs().outcome().word());
    inputs.put("submitted", job.submitTime().toString());
    inputs.put("version", fresh.version());
    inputs.put("job_modify_index", fresh.jobModifyIndex());
    inputs.put("modify_index", fresh.modifyIndex());
    inputs.put("read_index", fresh.readIndex());
    return inputs;
  }

  @Override
  public void ended(Candidate candidate, PurgeOutcome outcome) {
    String why =
        switch (outcome) {
          case PurgeOutcome.Purged(long index, String eval) ->
              "deleted at index " + index + (eval.isEmpty() ? "" : ", evaluation " + eval);
          case PurgeOutcome.AlreadyGone _ -> "it was deleted by another";
          case PurgeOutcome.Changed(String what) -> what;
          case PurgeOutcome.Refused(int status, String text) -> text + " (status " + status + ")";
          case PurgeOutcome.Unknown(String text) -> text;
          case PurgeOutcome.Deferred(String text, var _) -> text;
          case PurgeOutcome.Abandoned(String text) -> "not sent: " + text;
        };
    write("purge", candidate.job().key(), why, Map.of(), outcome.word());
  }

  @Override
  public void compensated(JobKey key, long purgeIndex, long registeredIndex, String result) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("purge_index", purgeIndex);
    inputs.put("registered_index", registeredIndex);
    write("restore", key, "it was registered between the re-check and the delete", inputs, result);
  }

  @Override
  public boolean ready() {
    if (!ready && ticker.nanos() - probeAt >= 0) {
      try {
        guarded(log::ensureWritable);
      } catch (AuditUnavailable _) {
        return false;
      }
    }
    return ready;
  }

  @Override
  public long failures() {
    return failures.get();
  }

  private void write(
      String action, JobKey key, String reason, Map<String, Object> inputs, String outcome) {
    guarded(() ->
        log.record(
            new AuditRecord(
                clock.instant(), "gc", action, key.toString(), reason, inputs, outcome)));
  }

  private void guarded(Runnable write) {
    try {
      write.run();
      ready = true;
    } catch (AuditUnavailable e) {
      ready = false;
      failures.incrementAndGet();
      probeAt = ticker.nanos() + PROBE.toNanos();
      throw e;
    }
  }
}
