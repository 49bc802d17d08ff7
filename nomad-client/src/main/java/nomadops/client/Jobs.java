package nomadops.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.JobSummary;
import nomadops.client.model.PurgeReceipt;
import nomadops.client.model.RawJson;
import nomadops.client.model.RegisterReceipt;

/// Jobs: `/v1/jobs` and `/v1/job/:id`.
@SuppressWarnings("DoNotCallSuggester")
public final class Jobs {

  /// One page, wholly in memory. Use [#pages] for lists of unknown length.
  public Answer<List<JobStub>> page(Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Walks all pages from `read.nextToken()` on, parsing each as a stream: constant memory,
  /// whatever the length.
  ///
  /// @throws InterruptedException when the listener, or this thread while it reads, is interrupted
  public void pages(Read read, PageListener<? super JobStub> listener) throws InterruptedException {
    throw new UnsupportedOperationException("not built yet");
  }

  /// The job as the server holds it; empty when there is none.
  public Answer<Optional<Job>> read(JobKey key) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Also for stale or blocking reads; the namespace is the key's.
  public Answer<Optional<Job>> read(JobKey key, Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Registers a job, whatever is there.
  public RegisterReceipt register(RawJson job) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Registers a job only when its current `JobModifyIndex` is the given one; 0 means that it must
  /// not exist.
  ///
  /// @return empty when the index did not match: somebody else was first
  public Optional<RegisterReceipt> registerIfUnchanged(RawJson job, long jobModifyIndex) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Stops and deletes a job. A 200 does not mean that it was there: see [PurgeReceipt].
  ///
  /// @param evalPriority the priority of the deregister evaluation, 1 to 100; empty means the job's
  public PurgeReceipt purge(JobKey key, OptionalInt evalPriority) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Stops a job and keeps it in state until Nomad's own GC.
  public PurgeReceipt stop(JobKey key, OptionalInt evalPriority) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<List<Evaluation>> evaluations(JobKey key) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<List<AllocationStub>> allocations(JobKey key) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<Optional<JobSummary>> summary(JobKey key) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Newest first; empty when the job does not exist.
  public Answer<List<Job>> versions(JobKey key) {
    throw new UnsupportedOperationException("not built yet");
  }
}
