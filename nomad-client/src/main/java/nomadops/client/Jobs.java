package nomadops.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Deployment;
import nomadops.client.model.DispatchReceipt;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.JobSummary;
import nomadops.client.model.NomadJson;
import nomadops.client.model.PurgeReceipt;
import nomadops.client.model.RawJson;
import nomadops.client.model.RegisterReceipt;

/// Jobs: `/v1/jobs` and `/v1/job/:id`.
public final class Jobs {
  private final Calls calls;

  Jobs(Calls calls) {
    this.calls = calls;
  }

  /// One page, wholly in memory. Use [#pages] for lists of unknown length.
  public Answer<List<JobStub>> page(Read read) {
    return calls.send(
        calls.get(read, "jobs.list", "v1", "jobs"),
        body -> NomadJson.readList(body, JobStub.class));
  }

  /// One page item by item, as it is parsed; nothing is kept. A page that breaks off is not asked
  /// for again here: what was handed over is worth nothing then.
  ///
  /// @return the page's metadata, with the token of the next one
  /// @throws InterruptedException when the listener is interrupted
  public ResponseMeta page(Read read, PageListener<? super JobStub> listener)
      throws InterruptedException {
    return new Pages<>(calls, JobStub.class, "jobs.list", "v1", "jobs").page(read, listener);
  }

  /// Walks all pages from `read.nextToken()` on, parsing each as a stream: constant memory,
  /// whatever the length.
  ///
  /// @throws InterruptedException when the listener, or this thread between pages, is interrupted
  public void pages(Read read, PageListener<? super JobStub> listener) throws InterruptedException {
    new Pages<>(calls, JobStub.class, "jobs.list", "v1", "jobs").walk(read, listener);
  }

  /// Copies every row of all pages as the server sends them, as one JSON list: for [RecordedJobs].
  ///
  /// @return how many rows there were
  /// @throws IOException when `out` does not take them
  public long copy(Read read, OutputStream out) throws IOException {
    return new RowCopy(calls, "jobs.list", "v1", "jobs").to(out, read);
  }

  /// The job as the server holds it; empty when there is none.
  public Answer<Optional<Job>> read(JobKey key) {
    return read(key, Read.defaults());
  }

  /// The same for stale or blocking reads; the namespace is the key's.
  public Answer<Optional<Job>> read(JobKey key, Read read) {
    return calls.sendForOptional(
        of(key, read, "job.read"), body -> NomadJson.job(RawJson.owning(body)));
  }

  /// Registers a job, whatever is there. Its namespace is the one in the specification, else the
  /// connection's.
  public RegisterReceipt register(RawJson job) {
    return calls.send(put().json(Registration.any(job)), RegisterReceipt.class).value();
  }

  /// Registers a job only when its current `JobModifyIndex` is the given one; 0 means that it must
  /// not exist.
  ///
  /// @return empty when the index did not match: somebody else was first
  public Optional<RegisterReceipt> registerIfUnchanged(RawJson job, long jobModifyIndex) {
    try {
      return Optional.of(
          calls
              .send(
                  put().json(Registration.ifUnchanged(job, jobModifyIndex)), RegisterReceipt.class)
              .value());
    } catch (NomadFault.Answered fault) {
      if (fault.status() == 500 && fault.body().contains("Enforcing job modify index")) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  /// Stops and deletes a job. A 200 does not mean that it was there: see [PurgeReceipt].
  ///
  /// @param evalPriority the priority of the deregister evaluation, 1 to 100; empty means the job's
  public PurgeReceipt purge(JobKey key, OptionalInt evalPriority) {
    return deregister("job.purge", key, true, evalPriority);
  }

  /// Stops a job and keeps it in state until Nomad's own GC.
  ///
  /// @param evalPriority as for [#purge]
  public PurgeReceipt stop(JobKey key, OptionalInt evalPriority) {
    return deregister("job.stop", key, false, evalPriority);
  }

  /// Asks for one more evaluation of a job as it is: no version is made, and what runs goes on. The
  /// token needs `evaluate-job` (or `submit-job`).
  ///
  /// @throws NomadFault.Answered as not found when there is no such job; with status 500 when it is
  ///   a periodic or parameterized parent, which Nomad never evaluates (1.7 to 2.0.5)
  public RegisterReceipt evaluate(JobKey key) {
    return calls
        .send(
            calls
                .put("job.evaluate", "v1", "job", key.id(), "evaluate")
                .query("namespace", key.namespace()),
            RegisterReceipt.class)
        .value();
  }

  /// Makes a child of a parameterized job.
  ///
  /// @param payload base64, as a child's own `Payload` is; empty for none
  /// @param meta only keys that the parent names as required or optional
  /// @param idempotencyToken a second dispatch with it answers the first one's child, as long as
  ///   that is in state; empty for none
  public DispatchReceipt dispatch(
      JobKey parent, String payload, Map<String, String> meta, String idempotencyToken) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (!payload.isEmpty()) {
      body.put("Payload", payload);
    }
    body.put("Meta", meta);
    WireRequestBuilder request =
        calls
            .put("job.dispatch", "v1", "job", parent.id(), "dispatch")
            .query("namespace", parent.namespace());
    if (!idempotencyToken.isEmpty()) {
      request.query("idempotency_token", idempotencyToken);
    }
    return calls.send(request.json(NomadJson.write(body)), DispatchReceipt.class).value();
  }

  /// The evaluations of a job, also of one that is gone.
  public Answer<List<Evaluation>> evaluations(JobKey key) {
    return calls.send(
        of(key, Read.defaults(), "job.evaluations", "evaluations"),
        body -> NomadJson.readList(body, Evaluation.class));
  }

  /// The allocations of a job, also of one that is gone.
  public Answer<List<AllocationStub>> allocations(JobKey key) {
    return calls.send(
        of(key, Read.defaults(), "job.allocations", "allocations"),
        body -> NomadJson.readList(body, AllocationStub.class));
  }

  /// The deployments of a job.
  public Answer<List<Deployment>> deployments(JobKey key) {
    return calls.send(
        of(key, Read.defaults(), "job.deployments", "deployments"),
        body -> NomadJson.readList(body, Deployment.class));
  }

  /// The counts of a job's allocations and children; empty when there is no such job.
  public Answer<Optional<JobSummary>> summary(JobKey key) {
    return calls.sendForOptional(
        of(key, Read.defaults(), "job.summary", "summary"),
        body -> NomadJson.read(body, JobSummary.class));
  }

  /// Newest first; empty when the job does not exist.
  public Answer<List<Job>> versions(JobKey key) {
    return calls
        .sendForOptional(of(key, Read.defaults(), "job.versions", "versions"), NomadJson::versions)
        .map(versions -> versions.orElse(List.of()));
  }

  private PurgeReceipt deregister(
      String operation, JobKey key, boolean purge, OptionalInt evalPriority) {
    if (evalPriority.isPresent()
        && (evalPriority.getAsInt() < 1 || evalPriority.getAsInt() > 100)) {
      throw new IllegalArgumentException(
          "eval priority is "
              + evalPriority.getAsInt()
              + "; give 1 to 100, or none for the job's own");
    }
    WireRequestBuilder request =
        calls.delete(operation, "v1", "job", key.id()).query("namespace", key.namespace());
    if (purge) {
      request.query("purge", "true");
    }
    evalPriority.ifPresent(p -> request.query("eval_priority", Integer.toString(p)));
    return calls.send(request, PurgeReceipt.class).value();
  }

  private WireRequestBuilder of(JobKey key, Read read, String operation) {
    return calls.get(read.inNamespace(key.namespace()), operation, "v1", "job", key.id());
  }

  private WireRequestBuilder of(JobKey key, Read read, String operation, String part) {
    return calls.get(read.inNamespace(key.namespace()), operation, "v1", "job", key.id(), part);
  }

  private WireRequestBuilder put() {
    return calls.put("job.register", "v1", "jobs");
  }
}
